"""Each screen has its say, with a reason; the most severe counts."""

import json

import pytest

from kwis.channels.call.mail.delivery_reports import delivery_reports, original_message_ids
from kwis.channels.call.mail.parse import parse
from kwis.channels.call.mail.parsed import ParsedMail
from kwis.channels.call.mail.screens import Effect, ScreenSettings, screen
from kwis.channels.tests.corpus import MAIL, needs_corpus, whole_mails
from kwis.channels.tests.test_mail_is_read import read

HEAD = "From: Jan <jan@example.nl>\nTo: desk@rijnoever.example\nSubject: De lamp is stuk\n"
SETTINGS = ScreenSettings(
    own_addresses=frozenset(["desk@rijnoever.example"]),
    blocked=frozenset(["kwaad@example.org", "reclame.example", ".erger.example"]),
    trusted_servers=frozenset(["mx.rijnoever.example"]),
    is_our_message_id=lambda one: one.startswith("<ours"),
)


def said(headers: str, head: str = HEAD) -> tuple[str, str]:
    """The leading verdict on a mail with these headers: (screen, effect)."""
    found = screen(read(f"{head}{headers}\nhallo"), SETTINGS)
    return (found.leading.screen, found.effect.name) if found.leading else ("", "")


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ("", ("", "")),
        ("Message-ID: <ours.1@rijnoever.example>\n", ("own_loop", "DROP")),
        ("Received: x\n" * 51, ("own_loop", "ASIDE")),
        ("Auto-Submitted: auto-replied (vacation)\n", ("auto_reply", "ASIDE")),
        ("Auto-Submitted: auto-generated\n", ("auto_reply", "SILENT")),
        ("Auto-Submitted: no\n", ("", "")),
        ("X-Autoreply: yes\n", ("auto_reply", "ASIDE")),
        ("X-Auto-Response-Suppress: All\n", ("auto_reply", "SILENT")),
        ("Precedence: bulk\n", ("list", "SILENT")),
        ("List-Id: <nieuws.example.nl>\n", ("list", "SILENT")),
        ("X-Spam-Flag: YES\n", ("spam", "ASIDE")),
        ("In-Reply-To: <x@example.nl>\n", ("follow_up", "NOTE")),
        ("X-Failed-Recipients: x@example.nl\n", ("bounced_mail", "ASIDE")),
    ],
)
def test_a_header_has_its_meaning(headers: str, expected: tuple[str, str]) -> None:
    assert said(headers) == expected


@pytest.mark.parametrize(
    ("sender", "expected"),
    [
        ("kwaad@example.org", ("blocked", "DROP")),
        ("Goed@example.org", ("", "")),
        ("iets@reclame.example", ("blocked", "DROP")),
        ("iets@sub.reclame.example", ("", "")),
        ("iets@diep.sub.erger.example", ("blocked", "DROP")),
        ("desk@rijnoever.example", ("own_loop", "ASIDE")),
        ("desk@rijnoever.example\nReply-To: bezoeker@example.nl", ("own_loop", "SILENT")),
    ],
)
def test_a_sender_has_a_meaning(sender: str, expected: tuple[str, str]) -> None:
    assert said("", f"From: {sender}\nSubject: De lamp is stuk\n") == expected


@pytest.mark.parametrize(
    "subject",
    [
        "Automatisch antwoord: lamp",
        "Afwezig: lamp",
        "Out of Office: x",
        "Abwesenheitsnotiz: x",
        "Réponse automatique : x",
        "Re: Automatic reply: x",
    ],
)
def test_an_absent_colleague_is_no_call(subject: str) -> None:
    assert said("", f"From: jan@example.nl\nSubject: {subject}\n") == ("auto_reply", "ASIDE")


def test_a_question_about_being_absent_is_a_call() -> None:
    assert said("", "From: jan@example.nl\nSubject: Hoe stel ik een afwezigheidsassistent in?\n") == ("", "")


def test_only_our_own_server_vouches_for_a_sender() -> None:
    ours = "Authentication-Results: mx.rijnoever.example; dmarc=pass header.from=example.nl\n"
    theirs = "Authentication-Results: mx.evil.example; dmarc=pass header.from=example.nl\n"
    failed = "Authentication-Results: mx.rijnoever.example; dmarc=fail; spf=fail\n"
    hidden = "Authentication-Results: mx.rijnoever.example; spf=fail (dmarc=pass)\n"
    assert screen(read(f"{HEAD}{ours}\nx"), SETTINGS).said("sender_authentication").reason == "verified"
    assert screen(read(f"{HEAD}{theirs}\nx"), SETTINGS).said("sender_authentication") is None
    assert said(failed) == ("sender_authentication", "SILENT")
    assert said(hidden) == ("sender_authentication", "SILENT")
    assert screen(read(f"{HEAD}{failed}{ours}\nx"), SETTINGS).effect is Effect.SILENT


DSN = """From: MAILER-DAEMON@mx.example.nl
To: desk@rijnoever.example
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b

I could not deliver your message.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.nl

Final-Recipient: rfc822; weg@example.nl
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <weg@example.nl>: user unknown

--b
Content-Type: text/rfc822-headers

Message-ID: <letter.1@rijnoever.example>
--b--
"""


def test_a_delivery_report_is_read() -> None:
    mail = read(DSN)
    report = delivery_reports(mail)[0]
    assert (report.recipient, report.status, report.smtp_code, report.hard) == (
        "weg@example.nl",
        "5.1.1",
        "550",
        True,
    )
    assert original_message_ids(mail) == ("<letter.1@rijnoever.example>",)
    assert screen(mail).effect is Effect.ASIDE
    assert not screen(mail).may_be_answered


@needs_corpus
def test_returned_mail_of_many_servers_is_recognised_and_nothing_else_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    expected = json.loads((MAIL / "bounces" / "expected.json").read_text())
    recognised = total = 0
    agreed = {"status": 0, "smtp_code": 0, "hard": 0}
    compared = 0
    for name, reports in expected.items():
        mail = parse((MAIL / "bounces" / name).read_bytes())
        assert isinstance(mail, ParsedMail)
        if any(one["reason"] == "vacation" for one in reports or []):
            assert screen(mail).said("auto_reply")
            continue
        total += 1
        recognised += screen(mail).said("bounced_mail") is not None
        ours = delivery_reports(mail)
        if reports and ours:
            compared += 1
            theirs = reports[0]
            agreed["status"] += ours[0].status == theirs["dsn"]
            agreed["smtp_code"] += ours[0].smtp_code == theirs["reply"]
            agreed["hard"] += ours[0].hard == theirs["hardbounce"]
    with capsys.disabled():
        print(
            f"\nreturned mail recognised: {recognised} of {total}; of {compared} compared, agreed: {agreed}"
        )
    # Not recognised: arf-24 (a complaint in prose), lhost-kddi-02 (a subject of one word, from no-reply).
    assert recognised >= 96
    assert agreed["hard"] >= 65
    flagged = {
        path.parent.name + "/" + path.name for path in whole_mails() if _says_bounced(path.read_bytes())
    }
    others = {one for one in flagged if not one.startswith("bounces/")}
    # Every other one that is flagged was looked at: each is the report of a server.
    assert len(others) <= 40, sorted(others)
    assert not any(one.startswith(("freescout/", "talon", "mail-parser/mail_test")) for one in others)


def _says_bounced(raw: bytes) -> bool:
    mail = parse(raw)
    return isinstance(mail, ParsedMail) and screen(mail).said("bounced_mail") is not None
