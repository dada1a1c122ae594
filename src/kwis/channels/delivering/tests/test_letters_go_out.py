"""Which letters go to whom, and what becomes of them at a real mail server on this machine."""

import email
import email.policy
import socket
from collections.abc import Iterator
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.test import Client, override_settings
from tests.cast import Cast

from kwis.channels.call.mail.own_ids import number_in_message_id, number_in_reply_address
from kwis.channels.delivering import sending
from kwis.channels.models import Delivery
from kwis.core import jobs
from kwis.core.actors import Actor
from kwis.core.clock import at, now
from kwis.core.files import keep
from kwis.desk.intake import Contact, take_in
from kwis.desk.models import Ticket
from kwis.dispatch.setting_out import set_out


class Server:
    """A mail server that keeps what it gets, and refuses whom it is told to."""

    def __init__(self) -> None:
        self.letters: list[bytes] = []
        self.refuse = ""

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.refuse and not address.startswith("ok"):
            return self.refuse
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.letters.append(envelope.content)
        return "250 OK"


@pytest.fixture
def server() -> Iterator[Server]:
    handler = Server()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    options = {"host": "127.0.0.1", "port": port, "timeout": 5}
    try:
        with override_settings(SMTP_URL=f"smtp://127.0.0.1:{port}", SMTP=options):
            yield handler
    finally:
        controller.stop()


def a_call(cast: Cast, **given: object) -> Ticket:
    wanted: dict[str, object] = {
        "channel": "email",
        "subject": "Printer stuk",
        "text": "Hij doet niets.",
        "customer": cast.carla,
        "by": cast.carla.actor,
        "mail_id": "<vraag@example.org>",
    }
    return take_in(Contact(**{**wanted, **given}))  # type: ignore[arg-type]


def send_all() -> None:
    jobs.run_waiting()
    jobs.run_waiting(queues=(jobs.MAIL_OUT,))


def read(raw: bytes) -> email.message.EmailMessage:
    return email.message_from_bytes(raw, policy=email.policy.default)  # type: ignore[return-value]


def test_a_new_call_is_confirmed_with_its_number_and_promise(cast: Cast, server: Server) -> None:
    call = a_call(cast)
    send_all()
    letter = read(server.letters[0])
    assert call.number in letter["Subject"]
    assert letter["To"] == "Carla Çelik <carla@example.org>"
    assert (letter["In-Reply-To"], letter["Auto-Submitted"]) == ("<vraag@example.org>", "auto-generated")
    assert number_in_message_id(letter["Message-ID"]) == call.number
    assert number_in_reply_address(letter["Reply-To"]) == call.number
    assert Delivery.objects.get().state == "sent"


def test_an_answer_carries_its_words_and_files_and_no_internal_note(cast: Cast, server: Server) -> None:
    call = a_call(cast)
    send_all()
    server.letters.clear()
    call.note("GEHEIM: lastige klant", author=cast.anna)
    file = keep("handleiding.txt", b"Zet hem uit en aan.", by=Actor(name="Anna"))
    call.answer("Wij komen vandaag.", author=cast.anna, files=[file])
    send_all()
    (raw,) = server.letters
    letter = read(raw)
    assert "Wij komen vandaag." in letter.get_body(("plain",)).get_content()
    assert [part.get_filename() for part in letter.iter_attachments()] == ["handleiding.txt"]
    assert b"GEHEIM" not in raw
    assert letter["Auto-Submitted"] is None


def test_solving_makes_one_letter_with_the_words_and_the_question(cast: Cast, server: Server) -> None:
    call = a_call(cast)
    send_all()
    server.letters.clear()
    call.solve("De printer doet het weer.", author=cast.anna)
    send_all()
    (raw,) = server.letters
    words = read(raw).get_body(("plain",)).get_content()
    assert "De printer doet het weer." in words
    assert "/letter/" in words


def test_who_was_answered_at_once_gets_one_letter(cast: Cast, server: Server) -> None:
    call = a_call(cast, channel="phone")
    call.answer_at_once("U kunt weer inloggen.", author=cast.anna)
    send_all()
    assert len(server.letters) == 1
    assert "U kunt weer inloggen." in read(server.letters[0]).get_body(("plain",)).get_content()


def test_a_confirmation_to_an_unproven_sender_carries_none_of_their_words(cast: Cast, server: Server) -> None:
    a_call(cast, subject="KOOP NU http://kwaad.example", unverified=True)
    send_all()
    assert b"kwaad.example" not in server.letters[0]
    assert "KOOP NU" not in str(read(server.letters[0])["Subject"])


def test_an_address_gets_at_most_ten_automatic_letters_a_day(cast: Cast, server: Server) -> None:
    for _ in range(15):
        a_call(cast)
    send_all()
    assert len(server.letters) == 10


def test_a_supplier_gets_the_order_with_a_link_and_nothing_of_the_conversation(
    cast: Cast, server: Server
) -> None:
    call = a_call(cast, text="Mijn bsn is 123, vertel het niemand")
    send_all()
    server.letters.clear()
    set_out(
        call,
        title="Printer ruilen",
        supplier=cast.supplier,
        by=cast.anna.actor,
        instruction="Bellen bij aankomst",
    )
    send_all()
    (raw,) = server.letters
    letter = read(raw)
    words = letter.get_body(("plain",)).get_content()
    assert letter["To"] == "Printfix <planning@printfix.example>"
    assert "Bellen bij aankomst" in words
    assert "/supplier/" in words
    assert "bsn" not in words


def test_a_refused_address_is_told_with_the_servers_words(cast: Cast, server: Server) -> None:
    server.refuse = "550 5.1.1 No such user here"
    a_call(cast)
    send_all()
    letter = Delivery.objects.get()
    assert (letter.state, "No such user" in letter.said) == ("refused", True)


def test_not_now_is_tried_again_later(cast: Cast, server: Server) -> None:
    server.refuse = "451 4.7.1 Greylisted"
    a_call(cast)
    send_all()
    letter = Delivery.objects.get()
    assert (letter.state, letter.attempts) == ("waiting", 1)
    assert letter.not_before > now()
    server.refuse = ""
    with at(now() + timedelta(minutes=2)):
        sending.send(letter.pk)
    letter.refresh_from_db()
    assert letter.state == "sent"


def test_a_letter_is_sent_once_however_many_workers_take_it(cast: Cast, server: Server) -> None:
    a_call(cast)
    jobs.run_waiting()
    key = Delivery.objects.get().pk
    sending.send(key)
    sending.send(key)
    assert len(server.letters) == 1


def test_a_letter_of_a_worker_that_died_goes_out_after_all(cast: Cast, server: Server) -> None:
    a_call(cast)
    jobs.run_waiting()
    Delivery.objects.update(state="sending", claimed_at=now() - timedelta(minutes=11))
    assert sending.sweep() == 0  # it was only just made
    with at(now() + timedelta(minutes=5)):
        assert sending.sweep() == 1
        jobs.run_waiting(queues=(jobs.MAIL_OUT,))
    assert len(server.letters) == 1


def test_without_a_mail_server_letters_wait_and_say_so(cast: Cast) -> None:
    a_call(cast)
    send_all()
    letter = Delivery.objects.get()
    assert letter.state == "waiting"
    assert letter.said


@override_settings(DEMO=True)
def test_the_demo_shows_its_letters_in_the_outbox(cast: Cast, client) -> None:
    call = a_call(cast)
    send_all()
    client.force_login(cast.ineke.user)
    page = client.get("/desk/letters/").content.decode()
    assert call.number in page
    client.force_login(cast.carla.user)
    assert client.get("/desk/letters/").status_code == 404


def test_names_and_subjects_cannot_slip_in_a_header(cast: Cast, server: Server) -> None:
    cast.carla.family_name = "Evil\r\nBcc: victim@example.org, x@example.org"
    cast.carla.save()
    a_call(cast, subject="Hoi\r\nBcc: victim@example.org\u2028X: y\u0085Z: q")
    send_all()
    letter = read(server.letters[0])
    assert letter["Bcc"] is None
    assert [address.addr_spec for address in letter["To"].addresses] == ["carla@example.org"]
    assert not {"X", "Z"} & {key.upper() for key in letter}


@override_settings(EMAIL_BACKEND="kwis.channels.delivering.backend.DeliveryBackend")
def test_a_letter_for_a_new_password_goes_the_same_way_and_no_page_shows_its_words(
    cast: Cast, server: Server, client: Client
) -> None:
    client.post("/account/password/reset/", {"email": "anna@example.org"})
    letter = Delivery.objects.get()
    client.force_login(cast.ineke.user)
    page = client.get(f"/desk/letters/{letter.pk}/").content.decode()
    link = next(word for word in letter.text.split() if "/password/reset/key/" in word)
    assert link not in page
    assert client.get(f"/desk/letters/{letter.pk}/html/").status_code == 404
    send_all()
    assert link in read(server.letters[0]).get_body(("plain",)).get_content()
    letter.refresh_from_db()
    assert (letter.state, letter.text, letter.html) == ("sent", "", "")


@pytest.mark.parametrize(
    ("language", "why"), [("nl", "Er is een nieuwe belofte gedaan"), ("en", "A new promise was made")]
)
def test_a_promise_that_another_replaces_is_told_in_the_language_of_the_customer(
    language: str, why: str, cast: Cast
) -> None:
    cast.carla.language = language
    cast.carla.save()
    call = a_call(cast)
    call.promise("call", now() + timedelta(days=60), by=cast.anna.actor)
    jobs.run_waiting()
    assert why in Delivery.objects.get(letter="promise_moved").text
