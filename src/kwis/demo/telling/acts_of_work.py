"""What happens to the work: set out by the desk, done by specialists and suppliers."""

from datetime import timedelta

from kwis.agreements.opening import propose_moment
from kwis.catalogue.models import Service
from kwis.core.clock import now
from kwis.demo.telling.acting import act
from kwis.demo.telling.call import Call
from kwis.demo.telling.choosing import working_seconds
from kwis.demo.telling.orders import name, order_called, released, replace, set_out_plan, unnamed
from kwis.demo.written import StoryStep
from kwis.desk.models import Reopening
from kwis.dispatch.accepting import refuse_part
from kwis.dispatch.completing import report_ready
from kwis.dispatch.handing_back import cancel
from kwis.dispatch.handing_back import hand_back as give_back
from kwis.dispatch.models import WorkOrder
from kwis.dispatch.setting_out import set_out as send_out
from kwis.dispatch.setting_out import set_out_again as send_out_again
from kwis.dispatch.workflow import OPEN

LONGEST_VISIT = timedelta(hours=1)
DEFAULT_DUE = 960  # working minutes


@act("set_out")
def set_out(call: Call, step: StoryStep) -> None:
    _end_triage(call)
    if step.plan:
        set_out_plan(call)
        return
    team = call.world.teams.get(step.team)
    supplier = call.world.suppliers.get(step.supplier)
    begun = next((one for one in unnamed(call) if (one.team, one.supplier) == (team, supplier)), None)
    if begun is not None:
        name(call, begun)
        return
    order = send_out(
        call.ticket,
        title=call.say(step.title),
        by=call.agent.actor,
        team=team,
        supplier=supplier,
        instruction=call.say(step.instruction),
        customer_label=call.say(step.customer_label),
        due_minutes=_due_minutes(call),
        needs=[order_called(call, number) for number in step.needs],
    )
    order.ticket = call.ticket
    name(call, order)


def _due_minutes(call: Call) -> int:
    service: Service | None = call.ticket.service
    return service.delivery_minutes or DEFAULT_DUE if service is not None else DEFAULT_DUE


def _end_triage(call: Call) -> None:
    """A back office that looks first has looked, once the work is set out."""
    service: Service | None = call.ticket.service
    if service is None or service.start != Service.Start.TRIAGE:
        return
    for order in unnamed(call):
        if order.step is None:
            by, _person = call.voice_of(order)
            report_ready(order, text="Bekeken. Zie de werkopdracht voor wat er nodig is.", by=by, minutes=10)


@act("accept")
def accept(call: Call, step: StoryStep) -> None:
    order = released(call, order_called(call, step.order))
    by, person = call.voice_of(order)
    order.accept(by=by, person=person)


@act("plan")
def plan(call: Call, step: StoryStep) -> None:
    order = released(call, order_called(call, step.order))
    by, person = call.voice_of(order)
    start = propose_moment(call.world.hours, now(), working_seconds(step.within))
    order.plan_for(start, start + LONGEST_VISIT, by=by, person=person)


@act("start")
def start(call: Call, step: StoryStep) -> None:
    order = released(call, order_called(call, step.order))
    by, person = call.voice_of(order)
    order.start(by=by, person=person)


@act("wait")
def wait(call: Call, step: StoryStep) -> None:
    order = released(call, order_called(call, step.order))
    by, _person = call.voice_of(order)
    order.wait(call.say(step.reason), by=by)


@act("ready")
def ready(call: Call, step: StoryStep) -> None:
    order = released(call, order_called(call, step.order))
    by, person = call.voice_of(order)
    report_ready(
        order,
        text=call.say(step.text),
        by=by,
        customer_words=call.say(step.customer_text),
        minutes=call.dice("minutes", step.order).choice((10, 15, 20, 30, 45, 60, 90)) if person else None,
    )


@act("refuse")
def refuse(call: Call, step: StoryStep) -> None:
    order = order_called(call, step.order)
    refuse_part(order, cause=Reopening.Cause.INCOMPLETE, by=call.agent.actor, words=call.say(step.reason))


@act("hand_back")
def hand_back(call: Call, step: StoryStep) -> None:
    order = released(call, order_called(call, step.order))
    by, _person = call.voice_of(order)
    give_back(order, reason=call.say(step.reason), text=call.say(step.text), by=by)


@act("set_out_again")
def set_out_again(call: Call, step: StoryStep) -> None:
    """The same work once more; what still ran of it stops."""
    old: WorkOrder = order_called(call, step.order)
    new = send_out_again(
        old,
        by=call.agent.actor,
        instruction=call.say(step.instruction),
        team=call.world.teams.get(step.team),
        supplier=call.world.suppliers.get(step.supplier),
    )
    if old.state in OPEN:
        cancel(old, by=call.agent.actor)
    new.ticket = call.ticket
    replace(call, old, new)
