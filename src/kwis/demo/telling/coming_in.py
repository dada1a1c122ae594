"""A call comes in by the one door, with a filled-in form where it comes by the portal."""

from datetime import timedelta
from random import Random
from typing import Any

from kwis.agreements import worktime
from kwis.catalogue.answering import Answer, read_answers
from kwis.catalogue.models import FormField
from kwis.core.clock import now
from kwis.demo.telling.call import Call
from kwis.desk.channel import Channel
from kwis.desk.intake import Contact, take_in
from kwis.desk.models.ticket.facts import Impact, Level

SPOKEN = frozenset({Channel.PHONE, Channel.COUNTER})
# somebody at the desk types it in, and says at once what it is
BY_THE_DESK = SPOKEN | {Channel.POST}
DAY = timedelta(days=1)


def is_typed_in(call: Call) -> bool:
    """At the desk or in the portal somebody chooses; what comes by mail and post, Kwis has to understand by itself."""
    return call.chosen.channel in SPOKEN or call.chosen.channel == Channel.PORTAL


def says_what_it_is(call: Call) -> bool:
    return is_typed_in(call) and call.story.service in call.world.services


def come_in(call: Call) -> None:
    """The customer's words reach the desk."""
    chosen, story = call.chosen, call.story
    channel = Channel(chosen.channel)
    service, kind = call.understood
    if says_what_it_is(call):
        service = call.world.services[story.service]
    if is_typed_in(call):
        kind = story.kind
    dice = call.dice("facts")
    call.ticket = take_in(
        Contact(
            channel=channel,
            subject=call.say(story.subjects),
            text=call.say(story.spoken or story.words) if channel in SPOKEN else call.say(story.words),
            customer=call.customer,
            by=call.agent.actor if channel in BY_THE_DESK else call.customer.actor,
            kind=kind,
            service=service,
            desk=call.desk,
            place=call.place,
            answers=_answers(call) if service is not None and channel == Channel.PORTAL else (),
            urgency=dice.choices((Level.HIGH, Level.MIDDLE), (2, 8))[0],
            impact=_impact(dice, story.kind),
            confidential=story.confidential,
            propose=False,
        )
    )
    call.promised = call.ticket.next_promise_at


def _impact(dice: Random, kind: str) -> int:
    if kind != "fault":
        return Impact.ONE
    return dice.choices((Impact.MANY, Impact.SOME, Impact.ONE), (1, 4, 10))[0]


def _answers(call: Call) -> list[Answer]:
    """The answers of the story; what it leaves open and the form needs, filled in as a customer would."""
    form = call.world.forms.get(call.story.service)
    if form is None:
        return []
    raw: dict[str, Any] = {}
    entry = next(one for one in call.world.content.services if one.code == call.story.service)
    for field in entry.field:
        if field.shown_if is not None and field.shown_if.equals not in _listed(raw.get(field.shown_if.field)):
            continue
        written = call.say(call.story.answers.get(field.key, ""))
        value = _as_sent(call, field.type, written) if written else ""
        if not value and (field.required or field.type in ("place", "person")):
            value = _filled_in(call, field.type, [option.value for option in field.options])
        if value:
            raw[field.key] = value
    return read_answers(form, raw)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _as_sent(call: Call, kind: str, written: str) -> Any:
    if kind == FormField.Type.DATE and written.startswith("+"):
        return _day(call, int(written[1:-1]))
    if kind == FormField.Type.SEVERAL:
        return [part.strip() for part in written.split(",")]
    if kind in (FormField.Type.PLACE, FormField.Type.PERSON):
        return ""  # a name is not enough: the loader chooses a row
    return written


def _day(call: Call, working_days: int) -> str:
    moment = now()
    while working_days:
        moment += DAY
        working_days -= bool(call.world.hours.spans_on(moment.date()))
    return worktime.next_open(moment, call.world.hours).date().isoformat()


def _filled_in(call: Call, kind: str, options: list[str]) -> Any:
    dice = call.dice("form", kind)
    colleagues = [one for one in call.world.staff if one.organisation_id == call.customer.organisation_id]
    usual = {
        FormField.Type.PLACE: str(call.place.pk),
        FormField.Type.PERSON: str(dice.choice(colleagues or call.world.staff).pk),
        FormField.Type.NUMBER: str(dice.randint(2, 12)),
        FormField.Type.MONEY: str(dice.randint(5, 200)),
        FormField.Type.DATE: _day(call, dice.randint(3, 9)),
        FormField.Type.TIME: f"{dice.randint(8, 16)}:{dice.choice(('00', '30'))}",
        FormField.Type.PHONE: call.customer.phone,
        FormField.Type.EMAIL: call.customer.email,
        FormField.Type.CHOICE: dice.choice(options) if options else "",
        FormField.Type.SEVERAL: [dice.choice(options)] if options else "",
    }
    return usual.get(FormField.Type(kind), call.say(call.story.subjects))
