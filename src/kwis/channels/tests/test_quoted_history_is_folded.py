"""New words are shown, history and signature folded, nothing deleted."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwis.channels.call.mail.html_text import text_of
from kwis.channels.call.mail.parse import parse
from kwis.channels.call.mail.parsed import ParsedMail
from kwis.channels.call.mail.quotes import Kind, split
from kwis.channels.tests.corpus import MAIL, needs_corpus

LINES = st.sampled_from(
    ["hallo", "", "> oud", ">> ouder", "-- ", "--", "Van: Jan <j@example.nl>", "Verzonden: ma 3 juni 2024", "Aan: desk",
     "Onderwerp: iets", "Op 3 juni 2024 10:12 schreef Jan <j@example.nl>:", "-----Oorspronkelijk bericht-----", "____________",
     "Verstuurd vanaf mijn iPhone", "Begin doorgestuurd bericht:", "Am 3. Juni 2024 um 10:12 schrieb Jan:", "\r", "x" * 2000]
)  # fmt: skip


@given(st.lists(LINES, max_size=40).map("\n".join))
def test_nothing_is_deleted(text: str) -> None:
    assert "".join(one.text for one in split(text).stretches) == text


REPLIES = {
    "Gmail, Dutch": "Dank u wel.\n\nOp ma 3 jun 2024 om 10:12 schreef Servicepunt <desk@example.nl>:\n\n> Beste Jan,\n> Het is klaar.\n",
    "Gmail, wrapped": "Dank u wel.\n\nOp ma 3 jun 2024 om 10:12 schreef Servicepunt Rijnoever <\ndesk@example.nl>:\n\n> Beste Jan\n",
    "Outlook, Dutch": "Dank u wel.\n\nVan: Servicepunt <desk@example.nl>\nVerzonden: maandag 3 juni 2024 10:12\nAan: Jan\nOnderwerp: Melding\n\nBeste Jan,\n",
    "Outlook, with a rule": "Dank u wel.\n________________________________\nVan: Servicepunt\nVerzonden: maandag 3 juni 2024\nAan: Jan\nOnderwerp: x\n\nBeste",
    "Outlook, German": "Dank u wel.\n\nVon: Servicepunt\nGesendet: Montag, 3. Juni 2024 10:12\nAn: Jan\nBetreff: Meldung\n\nSehr geehrter",
    "Outlook, old": "Dank u wel.\n\n-----Oorspronkelijk bericht-----\nVan: Servicepunt\nVerzonden: ma\n\nBeste Jan",
    "Apple Mail, Dutch": "Dank u wel.\n\n> Op 3 jun 2024, om 10:12 heeft Servicepunt <desk@example.nl> het volgende geschreven:\n> \n> Beste Jan",
    "iPhone, Dutch": "Dank u wel.\n\nVerstuurd vanaf mijn iPhone\n\n> Op 3 jun 2024 om 10:12 heeft Servicepunt <d@example.nl> het volgende geschreven:\n> \n> Beste",
    "Thunderbird, Dutch": "Dank u wel.\n\nOp 03-06-2024 om 10:12 schreef Servicepunt:\n> Beste Jan\n",
    "Thunderbird, German": "Dank u wel.\n\nAm 03.06.24 um 10:12 schrieb Servicepunt:\n> Sehr geehrter\n",
    "Thunderbird, French": "Dank u wel.\n\nLe 03/06/2024 à 10:12, Servicepunt a écrit :\n> Bonjour\n",
    "Outlook, French": "Dank u wel.\n\nDe : Servicepunt\nEnvoyé : lundi 3 juin 2024\nÀ : Jan\nObjet : x\n\nBonjour",
    "with a signature": "Dank u wel.\n\n-- \nJan\nAfdeling Wegen\n\nOp 03-06-2024 om 10:12 schreef Servicepunt:\n> Beste Jan\n",
}


@pytest.mark.parametrize("client", REPLIES)
def test_the_new_words_of_a_reply_are_found(client: str) -> None:
    assert split(REPLIES[client]).new == "Dank u wel."


def test_answers_between_the_quotes_are_all_new() -> None:
    found = split(
        "Op 03-06-2024 om 10:12 schreef Jan:\n> vraag een\n\nantwoord een\n\n> vraag twee\n\nantwoord twee\n"
    )
    assert found.new == "antwoord een\n\nantwoord twee"


def test_a_forwarded_mail_is_the_message() -> None:
    text = "Kunt u dit oppakken?\n\nBegin doorgestuurd bericht:\n\nVan: Jan\nDatum: 3 juni\nAan: ons\nOnderwerp: lek\n\nHet lekt.\n"
    assert "Het lekt." in split(text).new
    outlook = "Kunt u dit oppakken?\n\nVan: Jan\nVerzonden: 3 juni\nAan: ons\nOnderwerp: lek\n\nHet lekt.\n"
    assert "Het lekt." in split(outlook, forwarded=True).new
    assert "Het lekt." not in split(outlook).new


def test_a_mail_that_is_all_history_is_shown_whole() -> None:
    text = "Van: formulier\nDatum: 3 juni\nAan: desk\nOnderwerp: melding\n\nDe lamp is stuk.\n"
    assert split(text).new == text.strip()


def test_words_that_look_like_history_stay() -> None:
    for text in (
        "Op maandag kom ik:\n\nmet de trein\n",
        "Verzonden vanuit Utrecht, gisteren. Waar is het?\n",
        "Van: is een vreemd woord\n",
    ):
        assert split(text).new == text.strip()


@needs_corpus
def test_the_replies_of_many_clients_are_cut_where_a_person_cuts_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Tally over talon's corpus: text and HTML of each reply; its signatures count as part of the reply there."""
    right = wrong = 0
    for path in sorted((MAIL / "talon-quotes").glob("standard_replies_*.eml")):
        given = path.with_name(f"{path.stem}_reply_text")
        wanted = _words(given.read_text()) if given.exists() else ["Hello"]
        mail = parse(path.read_bytes())
        assert isinstance(mail, ParsedMail)
        bodies = [mail.text, text_of(mail.html)] if mail.html else [mail.text]
        # This mail's HTML says something else than its text; only the text belongs to the expectation.
        bodies = bodies[:1] if path.stem.endswith("_outlook") else bodies
        for body in bodies:
            ours = _reply_and_signature(body)
            right, wrong = (right + 1, wrong) if ours == wanted else (right, wrong + 1)
    for path in sorted((MAIL / "talon-quotes").glob("html_replies*")):
        same = _words(split(text_of(path.read_text())).new) == ["Hi", "I", "am", "fine", "Thanks", "Alex"]
        right, wrong = (right + 1, wrong) if same else (right, wrong + 1)
    with capsys.disabled():
        print(f"\nreplies cut as expected: {right} of {right + wrong}")
    assert wrong == 0


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _reply_and_signature(body: str) -> list[str]:
    found = split(body)
    return _words(found.of(Kind.NEW) + " " + found.of(Kind.SIGNATURE))


LOREM = ("Fusce", "nec nibh.")
ZAPIER = {
    "correct_sig": ("this", "signature."), "email_1_1": ("Hi folks", "Abhishek Kona"), "email_1_3": ("Oh thanks", "Abhishek Kona"),
    "email_1_4": ("Awesome", "with it."), "email_1_5": ("One:", "for a while."), "email_1_6": ("I get", "as well."),
    "email_1_7": (":+1:", ":+1:"), "email_1_8": ("I will reply under this one", "and under this."), "email_2_1": ("Outlook", "reply"),
    "email_2_2": ("Outlook", "above line"), "email_2_3": ("Outlook", "unusual format"), "email_BlackBerry": ("Here", "another email"),
    "email_bullets": ("test", "and another"), "email_gmail": ("This", "github message."), "email_headers_no_delimiter": ("And", "reply!"),
    "email_iPhone": ("Here", "another email"), "email_one_is_not_on": ("Thank", "I run..."),
    "email_partial_quote_header": ("On your", "not working."), "email_sent_from_my_not_signature": ("Here", "mobile phone."),
    "email_sig_delimiter_in_middle_of_line": ("Hi", "kthxbai"), "greedy_on": ("On your", "not working."),
    "pathological": ("I think", "to a computer."), "email_multi_word_sent_from_my_mobile_device": ("Here", "another email"),
}  # fmt: skip
WILLDURAND = {
    **{f"email_{number}": LOREM for number in ("10", "11", "13", "14", "16", "17", "18", "22", "23", "23_1", "7", "9")},
    "email_norwegian_gmail": LOREM, "correct_sig": ("this is", "-- signature."), "email_1": ("Hi folks", "Abhishek Kona"),
    "email_19": ("On Thursday", "rendering."), "email_20": ("On Thursday.", "On Thursday."), "email_2_1": ("Outlook with", "reply"),
    "email_3": ("Oh thanks", "Abhishek Kona"), "email_4": ("Awesome", "problem with it."), "email_5": ("One:", "for a while."),
    "email_6": ("I get", "as well."), "email_blackberry": ("Here", "another email"), "email_bullets": ("test 2", "and another"),
    "email_custom_quote_header": ("Thank", "Thank you!"), "email_customer_quote_header_2": ("Thank", "very much."),
    "email_customer_quote_header_3": ("bonjour", "merci d'avance"), "email_issue_77": ("Bonjour", "paragraph 2"),
    "email_one_is_not_on": ("Thank", "when I run..."), "email_thread": ("This", "from bellow."), "email_unquoted_reply": ("This", "my reply."),
    "email_w10_mail": ("Great", "Braxton"), "email_zimbra_free_en": ("Bonjour", "Michael Scott"),
    "email_zimbra_free_fr": ("Bonjour", "Michael Scott"), "sig_no_empty_line": ("this", "line above."),
}  # fmt: skip


@needs_corpus
@pytest.mark.parametrize(
    ("folder", "expected"), [("zapier-quotes", ZAPIER), ("willdurand-quotes", WILLDURAND)]
)
def test_the_replies_of_other_libraries_are_cut_where_a_person_cuts_them(
    folder: str, expected: dict[str, tuple[str, str]]
) -> None:
    assert Path(MAIL / folder).is_dir()
    wrong = []
    for name, (begin, end) in expected.items():
        new = " ".join(split((MAIL / folder / f"{name}.txt").read_text()).new.replace("\u200b", "").split())
        if not new.startswith(begin) or not (new.endswith(end) or new.rstrip("- _").endswith(end)):
            wrong.append(name)
    assert wrong == []
