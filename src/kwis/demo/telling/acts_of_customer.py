"""What the customer does in a story."""

from kwis.demo.telling.acting import act
from kwis.demo.telling.call import Call
from kwis.demo.telling.orders import order_called
from kwis.demo.written import StoryStep
from kwis.desk.channel import Channel
from kwis.desk.models import Hold, Reopening
from kwis.desk.workflow import ON_HOLD
from kwis.dispatch.accepting import accept_all, refuse_part
from kwis.dispatch.workflow import may
from kwis.surveys.asking import ask, record_answer

CAUSES = {
    "not_done": Reopening.Cause.NOT_SOLVED,
    "came_back": Reopening.Cause.CAME_BACK,
    "other_wish": Reopening.Cause.NOT_ASKED_FOR,
    "misunderstood": Reopening.Cause.NOT_ASKED_FOR,
    "poor_work": Reopening.Cause.INCOMPLETE,
}


@act("customer_writes")
def customer_writes(call: Call, step: StoryStep) -> None:
    _receive(call, call.say(step.text))
    waits = call.ticket.holds.filter(ended_at__isnull=True, reason=Hold.Reason.CUSTOMER).exists()
    if call.ticket.status == ON_HOLD and waits:
        call.ticket.resume(by=call.customer.actor)


def _receive(call: Call, text: str) -> None:
    came_by = call.chosen.channel
    channel = Channel.PORTAL if came_by == Channel.PORTAL else Channel.EMAIL
    call.ticket.receive(text, author=call.customer, channel=channel)


@act("customer_yes")
def customer_yes(call: Call, step: StoryStep) -> None:
    record_answer(ask(call.ticket), call.say(step.face), call.say(step.words), by=call.customer.actor)
    accept_all(call.ticket, by=call.customer.actor)


@act("customer_no")
def customer_no(call: Call, step: StoryStep) -> None:
    words, by = call.say(step.words), call.customer.actor
    if step.order:
        order = order_called(call, step.order)
        order.refresh_from_db(fields=["state"])
        if may("refuse_part", order.state):
            refuse_part(order, cause=CAUSES[step.cause], by=by, words=words)
            return
    call.ticket.reopen(CAUSES[step.cause], by=by, words=words)


@act("customer_reopens")
def customer_reopens(call: Call, step: StoryStep) -> None:
    text = call.say(step.text)
    _receive(call, text)
    call.ticket.reopen(Reopening.Cause.CAME_BACK, by=call.customer.actor)
