"""Whether all that the content refers to is there, and every step says what it must."""

from collections.abc import Iterable, Iterator

from kwis.catalogue.kinds import Kind
from kwis.demo.contents import Content
from kwis.demo.making.catalogue import EVERYONE
from kwis.demo.reading import ContentError
from kwis.demo.written import Story, StoryStep
from kwis.desk.channel import Channel
from kwis.desk.models import Hold, Promise
from kwis.dispatch.models import Handback
from kwis.surveys.models import SurveyAnswer

# what a step must say; what it may say besides stands in the README of the stories
NEEDED: dict[str, tuple[str, ...]] = {
    "take": (),
    "answered_at_once": ("text",),
    "translate": ("service",),
    "answer": ("text",),
    "note": ("text",),
    "promise": ("how", "within"),
    "move_promise": ("within", "reason"),
    "keep_promise": (),
    "break_promise": (),
    "watch": ("person",),
    "pass_on": ("text",),
    "confidential": (),
    "set_out": (),
    "accept": ("order",),
    "plan": ("order", "within"),
    "start": ("order",),
    "wait": ("order", "reason"),
    "ready": ("order", "text", "customer_text"),
    "refuse": ("order", "reason"),
    "hand_back": ("order", "reason", "text"),
    "set_out_again": ("order",),
    "hold": ("reason", "text"),
    "resume": (),
    "customer_writes": ("text",),
    "solve": ("text",),
    "customer_yes": ("face",),
    "customer_no": ("cause", "words"),
    "customer_reopens": ("text",),
    "recover": ("text",),
    "complaint_heard": ("text",),
    "complaint_decided": ("text",),
    "close_for_customer": ("text",),
    "term": (),
    "end": (),
}
LAST = ("answered_at_once", "customer_yes", "close_for_customer", "term", "end")
CAUSES = ("not_done", "came_back", "other_wish", "poor_work", "misunderstood")


def check(content: Content) -> None:
    """Raise `ContentError` with everything that does not fit, one thing a line."""
    wrong = list(faults(content))
    if wrong:
        raise ContentError("\n".join(wrong))


def faults(content: Content) -> Iterator[str]:
    yield from _organisation(content)
    yield from _services(content)
    known = {service.code for service in content.services}
    for article in content.articles:
        yield from _unknown(f"article {article.code}", "service", article.services, known)
    for template in content.templates:
        yield from _unknown(f"reply template {template.code}", "service", template.services, known)
    yield from _twice("story", (story.code for story in content.stories))
    for story in content.stories:
        yield from _story(content, story)


def _organisation(content: Content) -> Iterator[str]:
    departments = {one.code for one in content.organisation.department}
    places = {one.code for one in content.places}
    people = {one.code for one in content.people}
    teams = {one.code for one in content.organisation.team}
    for department in content.organisation.department:
        yield from _unknown(f"department {department.code}", "department", [department.parent], departments)
        yield from _unknown(f"department {department.code}", "place", [department.at], places)
    for place in content.places:
        yield from _unknown(f"place {place.code}", "place", [place.parent], places)
    desks = {one.code for one in content.organisation.desk}
    for counter in content.organisation.counter:
        yield from _unknown(f"counter {counter.name}", "desk", [counter.desk], desks)
        yield from _unknown(f"counter {counter.name}", "place", [counter.place], places)
    for person in content.people:
        where = f"person {person.code}"
        yield from _unknown(where, "department", [person.department], departments)
        yield from _unknown(where, "place", [person.place], places)
        yield from _unknown(where, "team", [person.team], teams)
        yield from _unknown(where, "manager", [person.manager], people)
    for log_in in content.organisation.login:
        yield from _unknown(f"log-in {log_in.login_name}", "person", [log_in.person], people)
    for note in content.organisation.note:
        yield from _unknown("customer note", "person", [note.person], people)
    for supplier in content.organisation.supplier:
        services = {service.code for service in content.services}
        yield from _unknown(f"supplier {supplier.code}", "service", supplier.contract.services, services)
        yield from _unknown(f"supplier {supplier.code}", "person", [supplier.contract.owner], people)


def _services(content: Content) -> Iterator[str]:
    teams = {one.code for one in content.organisation.team}
    suppliers = {one.code for one in content.organisation.supplier}
    categories = {one.code for one in content.categories}
    audiences = {one.code for one in content.audiences} | {EVERYONE}
    yield from _twice("service", (service.code for service in content.services))
    for service in content.services:
        where = f"service {service.code}"
        yield from _unknown(where, "category", [service.category], categories)
        yield from _unknown(where, "audience", [service.audience], audiences)
        yield from _unknown(where, "team", [service.team], teams)
        yield from _unknown(where, "kind", [service.kind], Kind.values)
        keys = {field.key for field in service.field}
        steps = {step.key for step in service.step}
        for field in service.field:
            yield from _unknown(where, "field", [field.shown_if.field] if field.shown_if else [], keys)
        for step in service.step:
            yield from _unknown(where, "step", step.needs, steps)
            yield from _unknown(where, "team", [step.team], teams)
            yield from _unknown(where, "supplier", [step.supplier], suppliers)
            yield from _unknown(where, "field", [step.condition.field] if step.condition else [], keys)


def _story(content: Content, story: Story) -> Iterator[str]:
    where = f"story {story.code}"
    services = {service.code for service in content.services}
    names = {" ".join(filter(None, (one.given, one.prefix, one.family))) for one in content.people}
    yield from _unknown(where, "service", [story.service], services)
    yield from _unknown(where, "kind", [story.kind], Kind.values)
    yield from _unknown(where, "channel", story.channels, Channel.values)
    yield from _unknown(where, "place", [story.place], {one.code for one in content.places} | {"any"})
    yield from _unknown(where, "person", [story.by_name], names)
    if not 1 <= story.times <= 15:
        yield f"{where}: a story is told 1 to 15 times, not {story.times}"
    if min(len(story.subjects), len(story.words)) < 3:
        yield f"{where}: at least three subjects and three words are needed"
    fields = {
        field.key for service in content.services if service.code == story.service for field in service.field
    }
    yield from _unknown(where, "field", story.answers, fields)
    if not story.steps or story.steps[-1].do not in LAST:
        yield f"{where}: a story ends in {', '.join(LAST)}"
    for number, step in enumerate(story.steps, 1):
        yield from _step(content, f"{where}, step {number}", step, services, names)


def _step(
    content: Content, where: str, step: StoryStep, services: set[str], names: set[str]
) -> Iterator[str]:
    if step.do not in NEEDED:
        yield f"{where}: nobody knows how to {step.do}"
        return
    missing = [name for name in NEEDED[step.do] if getattr(step, name) in ("", None)]
    if missing:
        yield f"{where} ({step.do}): {', '.join(missing)} is missing"
    if step.do == "set_out" and [step.plan, bool(step.team), bool(step.supplier)].count(True) != 1:
        yield f"{where}: set_out needs a plan, a team or a supplier"
    if step.do == "complaint_decided" and step.founded is None:
        yield f"{where}: founded or not?"
    yield from _unknown(where, "team", [step.team], {one.code for one in content.organisation.team})
    yield from _unknown(
        where, "supplier", [step.supplier], {one.code for one in content.organisation.supplier}
    )
    yield from _unknown(where, "service", [step.service], services)
    yield from _unknown(where, "person", [step.person], names)
    yield from _unknown(where, "how", [step.how], Promise.How.values)
    yield from _unknown(where, "cause", [step.cause], CAUSES)
    yield from _unknown(
        where, "face", [step.face] if isinstance(step.face, str) else step.face, SurveyAnswer.Face.values
    )
    if step.do in ("hold", "hand_back"):
        reasons = Hold.Reason.values if step.do == "hold" else Handback.Reason.values
        yield from _unknown(where, "reason", [str(step.reason)], reasons)


def _unknown(where: str, what: str, said: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    there = set(known)
    yield from (f"{where}: there is no {what} {one}" for one in said if one and one not in there)


def _twice(what: str, codes: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            yield f"{what} {code} is there twice"
        seen.add(code)
