"""From bytes to a call: who, what, with which files, and what is not done."""

import io

import pytest
from tests.cast import Cast, make_cast

from kwis.channels.call.mail.answering import may_answer
from kwis.channels.call.mail.own_ids import message_id_for, reply_address_for
from kwis.channels.call.mail.receive import process, receive
from kwis.channels.call.mail.receive_command import receive_command
from kwis.channels.models import Delivery, RawMail, UnwantedSender
from kwis.channels.tests.mails import mail, take
from kwis.desk.models import Message, Ticket
from kwis.dispatch.models import WorkOrder
from kwis.dispatch.setting_out import set_out

pytestmark = pytest.mark.django_db
CARLA = "Carla Çelik <carla@example.org>"


@pytest.fixture
def cast() -> Cast:
    made = make_cast()
    made.desk.email = "desk@rijnoever.example"
    made.desk.save()
    return made


def only_call() -> Ticket:
    return Ticket.objects.get()


def a_letter(call: Ticket, address: str, order: WorkOrder | None = None) -> Delivery:
    """A letter of ours about a call, as the room sends it."""
    return Delivery.objects.create(
        ticket=call,
        order=order,
        letter="x",
        address=address,
        subject="x",
        text="x",
        html="x",
        mail_id=message_id_for(call.number, "a.example"),
    )


def test_a_mail_of_a_known_person_is_their_call(cast: Cast) -> None:
    taken = take(
        CARLA,
        "Printer op 2.08 doet het niet",
        "De printer geeft een fout.\n\nGroet, Carla\n\n-- \nBurgerzaken",
    )
    call = only_call()
    assert taken.state == RawMail.State.HANDLED
    assert (call.customer, call.channel, call.desk, call.subject) == (
        cast.carla,
        "email",
        cast.desk,
        "Printer op 2.08 doet het niet",
    )
    message = call.messages.get()
    assert message.text == "De printer geeft een fout.\n\nGroet, Carla"
    assert message.folded == "-- \nBurgerzaken"
    assert taken.message == message
    assert not message.unverified
    assert may_answer(message)


def test_a_stranger_becomes_a_person_from_outside(cast: Cast) -> None:
    take("Onbekend Iemand <iemand@elders.example>")
    assert only_call().customer.external
    assert only_call().customer.email == "iemand@elders.example"


def test_files_and_pictures_come_along(cast: Cast) -> None:
    raw = (
        "From: carla@example.org\nTo: desk@rijnoever.example\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n"
        "--b\nContent-Type: multipart/related; boundary=c\n\n--c\nContent-Type: text/html\n\n"
        '<p>Zie <img src="cid:een"><img src="https://elders.example/spion.gif"></p><script>alert(1)</script>\n'
        "--c\nContent-Type: image/gif; name=plaatje.gif\nContent-ID: <een>\nContent-Transfer-Encoding: base64\n\n"
        "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7\n--c--\n"
        "--b\nContent-Type: text/plain; name=lijst.txt\nContent-Disposition: attachment\n\neen\n--b\n"
        "Content-Type: text/plain; name=leeg.txt\nContent-Disposition: attachment\n\n\n--b--"
    )
    receive(raw.encode())
    message = only_call().messages.get(direction="in")
    assert [(one.file.name, one.cid) for one in message.attachments.all()] == [
        ("lijst.txt", ""),
        ("plaatje.gif", "een"),
    ]
    assert message.html == '<p>Zie <img src="cid:een"><img></p>'
    note = only_call().messages.get(direction="note")
    assert "leeg.txt" in note.text


def test_the_same_mail_twice_is_one_message(cast: Cast) -> None:
    raw = mail(CARLA)
    first, second = receive(raw), receive(raw)
    assert first.pk == second.pk
    assert Message.objects.count() == 1


def test_one_mail_to_two_mailboxes_is_one_call(cast: Cast) -> None:
    raw = mail(CARLA)
    first = receive(b"Received: by one\r\n" + raw, mailbox="desk")
    second = receive(b"Received: by two\r\n" + raw, mailbox="info")
    assert (first.state, second.state, second.reason) == ("handled", "dropped", "duplicate")
    assert Ticket.objects.count() == 1


def test_two_mails_with_one_message_id_but_other_words_are_both_kept(cast: Cast) -> None:
    for words in ("een", "twee"):
        take(CARLA, "Scan", words, Message_ID="<altijd@scanner.example>")
    assert Ticket.objects.count() == 2


def test_an_old_uid_with_another_mail_loses_nothing(cast: Cast) -> None:
    receive(mail(CARLA), mailbox="desk", uid="1")
    receive(mail(CARLA, "Iets anders"), mailbox="desk", uid="1")
    assert Ticket.objects.count() == 2


def test_an_answer_to_our_letter_is_a_message_on_its_call(cast: Cast) -> None:
    take(CARLA)
    call = only_call()
    take(CARLA, "Re: iets", "Het is nog stuk", In_Reply_To=message_id_for(call.number, "rijnoever.example"))
    take(CARLA, "Re: iets", "Echt waar", to=reply_address_for(call.number, "desk@rijnoever.example"))
    assert [one.text for one in call.messages.order_by("id")] == [
        "Kunt u komen?",
        "Het is nog stuk",
        "Echt waar",
    ]
    assert not any(one.unverified for one in call.messages.all())


def test_an_answer_to_the_customers_own_mail_is_a_message_on_its_call(cast: Cast) -> None:
    first = take(CARLA)
    take(CARLA, "Re: iets", "Nog iets", References=first.message.mail_id)
    assert only_call().messages.count() == 2


def test_a_stranger_who_copies_the_id_of_a_mail_does_not_draw_its_answers_away(cast: Cast) -> None:
    first = take(CARLA)
    copied = first.message.mail_id
    take("Vreemde <vreemde@elders.example>", "Iets anders", "Vals", Message_ID=copied)
    answer = take(CARLA, "Re: iets", "Nog iets", In_Reply_To=copied)
    assert answer.message.ticket == first.message.ticket


def test_an_answer_of_a_colleague_is_a_note(cast: Cast) -> None:
    take(CARLA)
    call = only_call()
    take(
        "Anna <anna@example.org>",
        f"Re: {call.number}",
        "Ik bel haar",
        In_Reply_To=message_id_for(call.number, "rijnoever.example"),
    )
    note = call.messages.get(direction="note")
    assert (note.text, note.author, note.public) == ("Ik bel haar", cast.anna, False)


def test_a_closed_call_opens_again_and_a_long_closed_one_is_followed(cast: Cast) -> None:
    take(CARLA)
    call = only_call()
    call.take(cast.anna)
    call.solve("Klaar", author=cast.anna)
    call.close("customer", by=cast.carla.actor)
    answer = {"In_Reply_To": message_id_for(call.number, "rijnoever.example")}
    take(CARLA, "Re: x", "Toch niet", **answer)
    call.refresh_from_db()
    assert call.status == "open"
    call.solve("Nu wel", author=cast.anna)
    call.close("customer", by=cast.carla.actor)
    Ticket.objects.filter(pk=call.pk).update(closed_at="2020-01-01T00:00:00Z")
    take(CARLA, "Re: x", "Weer stuk", **answer)
    assert Ticket.objects.count() == 2
    assert Ticket.objects.exclude(pk=call.pk).get().links.get().other == call


def test_machines_are_never_answered_and_make_no_calls(cast: Cast) -> None:
    away = take(CARLA, "Automatisch antwoord: afwezig", "Ik ben er niet", Auto_Submitted="auto-replied")
    assert (away.state, away.reason) == ("quarantined", "auto_reply")
    assert not Ticket.objects.exists()
    scanner = take("scan@example.org", "Scan", "Zie bijlage", Auto_Submitted="auto-generated")
    assert scanner.state == RawMail.State.HANDLED
    assert not may_answer(scanner.message)
    paper = take("nieuws@example.org", "Nieuws", "Lees dit", List_Id="<nieuws.example.org>")
    assert not may_answer(paper.message)


def test_an_automatic_answer_to_our_letter_is_a_note_there(cast: Cast) -> None:
    take(CARLA)
    call = only_call()
    away = take(
        CARLA,
        "Afwezig",
        "Tot maandag",
        Auto_Submitted="auto-replied",
        In_Reply_To=message_id_for(call.number, "rijnoever.example"),
    )
    assert away.message.direction == "note"
    assert Ticket.objects.count() == 1


def test_a_returned_letter_is_a_note_with_its_call_or_stands_aside(cast: Cast) -> None:
    take(CARLA)
    call = only_call()
    report = (
        "From: MAILER-DAEMON@mx.example\nTo: desk@rijnoever.example\nSubject: Undelivered Mail\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nsorry\n--b\n"
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; carla@example.org\n"
        "Action: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552 mailbox full\n\n--b\nContent-Type: message/rfc822\n\n"
        "Message-ID: {}\nSubject: x\n\nBeste Carla\n--b--"
    )
    ours = receive(report.format(message_id_for(call.number, "rijnoever.example")).encode())
    theirs = receive(report.format("<iets@elders.example>").encode())
    assert "carla@example.org: 552 mailbox full" in ours.message.text
    assert ours.message.ticket == call
    assert (theirs.state, theirs.reason) == ("quarantined", "bounced_mail")
    assert Ticket.objects.count() == 1


def test_the_letter_that_came_back_knows_it(cast: Cast) -> None:
    take(CARLA)
    call = only_call()
    letter = a_letter(call, "carla@example.org")
    for status, state in (("4.4.1", "waiting"), ("5.1.1", "bounced")):
        report = (
            "From: MAILER-DAEMON@mx.example\nSubject: Undelivered Mail\n"
            "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n"
            f"Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822; carla@example.org\nStatus: {status}\n\n--b\n"
            f"Content-Type: text/rfc822-headers\n\nMessage-ID: {letter.mail_id}\n--b--"
        )
        assert receive(report.encode()).message.ticket == call
        letter.refresh_from_db()
        assert letter.state == state


def test_a_supplier_who_answers_an_order_speaks_to_the_desk_only(cast: Cast) -> None:
    take(CARLA)
    call = only_call()
    order = set_out(call, title="Repareren", supplier=cast.supplier, by=cast.anna.actor)
    letter = a_letter(call, "planning@printfix.example", order=order)
    take("planning@printfix.example", "Re: order", "Wij komen dinsdag", In_Reply_To=letter.mail_id)
    message = call.messages.latest("id")
    assert (message.direction, message.public, message.text) == ("note", False, "Wij komen dinsdag")


def test_an_unwanted_sender_becomes_nothing_but_stays(cast: Cast) -> None:
    UnwantedSender.objects.create(pattern="Reclame.example")
    taken = take("koop@reclame.example")
    assert (taken.state, taken.reason) == ("dropped", "blocked")
    assert bytes(RawMail.objects.get(pk=taken.pk).content).startswith(b"From: koop@")
    assert not Ticket.objects.exists()


def test_a_person_may_insist(cast: Cast) -> None:
    away = take(CARLA, "Automatisch antwoord: vraag", "Toch een vraag", Auto_Submitted="auto-replied")
    process(away.pk, by=cast.ineke.actor, insist=True)
    away.refresh_from_db()
    assert away.state == RawMail.State.HANDLED
    assert only_call().customer == cast.carla


def test_without_a_desk_the_mail_waits() -> None:
    taken = take(CARLA)
    assert (taken.state, taken.reason) == ("quarantined", "no_desk")


def test_without_a_sender_the_mail_waits(cast: Cast) -> None:
    taken = take("")
    assert (taken.state, taken.reason) == ("quarantined", "no_sender")


def test_the_command_says_only_fixed_words(cast: Cast) -> None:
    out = io.StringIO()
    assert receive_command(io.BytesIO(mail(CARLA, "geheim onderwerp")), out=out) == 0
    assert receive_command(io.BytesIO(b""), out=out) == 0
    assert out.getvalue() == "handled new\nquarantined empty\n"
