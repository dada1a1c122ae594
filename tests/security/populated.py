"""A house in which everything stands once: calls of every sort with work, letters, articles, rules, what was put aside."""

from dataclasses import dataclass
from datetime import timedelta

from kwis.api.models import ApiToken
from kwis.channels.call.mail.receive import receive
from kwis.channels.delivering.letters import confirm
from kwis.channels.models import Counter
from kwis.core import jobs
from kwis.core.clock import now
from kwis.core.files import keep
from kwis.core.notices import notify
from kwis.desk.intake import Contact, take_in
from kwis.desk.models import Ticket
from kwis.desk.searching import index
from kwis.dispatch.models import WorkOrder
from kwis.dispatch.setting_out import set_out
from kwis.knowledge.models import Article, Letter, PlainWord, ReplyTemplate
from kwis.people.models import CustomerNote
from tests.cast import Cast


@dataclass(frozen=True)
class House:
    cast: Cast
    running: Ticket
    finished: Ticket
    order: WorkOrder


def populate(cast: Cast) -> House:
    by = cast.anna.actor
    Counter.objects.create(desk=cast.desk, name="Balie 1")
    CustomerNote.objects.create(
        person=cast.carla,
        text="Belt liever",
        purpose="Bereikbaarheid",
        until=now().date() + timedelta(days=90),
    )
    Article.objects.create(
        code="toner",
        title={"nl": "Toner"},
        body={"nl": "Vervang de toner."},
        words={"nl": ["toner"]},
        state="published",
    ).services.add(cast.printing)
    ReplyTemplate.objects.create(code="dank", name={"nl": "Dank"}, body={"nl": "Dank u wel."})
    Letter.objects.create(code="answer", subject={"nl": "Over uw melding"}, body={"nl": "{text}"})
    PlainWord.objects.create(word="incident", plain="storing")
    file = keep("foto van de printer.txt", b"foto", by=cast.carla.actor)
    running = take_in(
        Contact(
            channel="email", subject="Printer stuk", text="De printer is stuk", html="<p>De printer is stuk</p>",
            folded="Eerder schreef u", files=[file], customer=cast.carla, by=cast.carla.actor, service=cast.printing,
            place=cast.room, expectation="Vandaag nog", confidential=False,
        )
    )  # fmt: skip
    running.take(cast.anna)
    running.answer("Wij kijken er vandaag naar", author=cast.anna)
    running.note("Toner is op", author=cast.anna)
    running.promise("call", now() + timedelta(hours=3), by=by)
    order = set_out(running, title="Toner vervangen", team=cast.workplace, by=by)
    outside = set_out(running, title="Printer nakijken", supplier=cast.supplier, by=by)
    order.accept(by=cast.wim.actor)
    outside.refresh_from_db()
    complaint = take_in(
        Contact(channel="phone", text="De monteur kwam niet", kind="complaint", customer=cast.carla, by=by)
    )
    complaint.take(cast.anna)
    complaint.hear_complaint("Hij stond voor niets te wachten", author=cast.anna)
    take_in(
        Contact(channel="portal", text="Mag ik een nieuwe stoel", customer=cast.carla, by=cast.carla.actor)
    )
    finished = take_in(Contact(channel="counter", text="Waar is zaal 2.08", customer=cast.carla, by=by))
    finished.answer_at_once("Op de tweede verdieping", author=cast.anna)
    receive(b"From: nobody\r\nSubject: Los eind\r\n\r\nWie ben ik?")
    notify(
        [person.user_id for person in (cast.anna, cast.wim, cast.admin)],
        "Er is nieuws",
        f"/desk/tickets/{running.number}/",
    )
    ApiToken.issue(
        name="Koppeling", user=cast.admin.user, scopes=["calls:read"], expires_at=now() + timedelta(days=30)
    )
    confirm(running)
    jobs.run_waiting()
    index(list(Ticket.objects.values_list("pk", flat=True)))
    return House(cast, running, finished, order)
