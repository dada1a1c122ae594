"""What the desk does in a story."""

from kwis.agreements.opening import propose_moment
from kwis.core.actors import KWIS
from kwis.core.clock import now
from kwis.demo.telling.acting import act
from kwis.demo.telling.call import Call
from kwis.demo.telling.choosing import working_seconds
from kwis.demo.telling.orders import cancel_what_is_open
from kwis.demo.written import StoryStep
from kwis.desk.models import Closure, Hold, Promise
from kwis.desk.models.ticket.conversing import KEPT_BY_WRITING
from kwis.desk.workflow import SOLVED
from kwis.dispatch.models import WorkOrder

# steps by which the customer hears something
TOLD_BY = ("answer", "answered_at_once", "hold", "solve", "close_for_customer")
MARGIN = "1h"
LONGER = "Hier is meer werk voor nodig. U hoort het van ons zodra het klaar is."


@act("take")
def take(call: Call, step: StoryStep) -> None:
    call.ticket.take(call.agent)
    understand(call)
    _promise_ahead(call)


def _promise_ahead(call: Call) -> None:
    """Who sees that it will take longer than was promised says so, where the story itself promises nothing."""
    ahead = call.story.steps[call.steps_done :]
    if any(step.do in ("promise", "move_promise", "break_promise") for step in ahead):
        return
    seconds = 0
    for step in ahead[1:]:
        seconds += working_seconds(step.after)
        if step.do in TOLD_BY:
            break
    moment = propose_moment(call.world.hours, now(), seconds + working_seconds(MARGIN))
    due = call.ticket.next_promise_at
    if due is not None and moment > due > now():
        call.ticket.move_promise(moment, LONGER, by=call.agent.actor, how=Promise.How.ANSWER)
        call.promised = moment


@act("pass_on")
def pass_on(call: Call, step: StoryStep) -> None:
    """To the colleague whom the words name, else to anyone else."""
    words = call.say(step.text)
    others = [one for one in call.colleagues if one != call.agent]
    named = [one for one in others if one.given_name in words]
    call.agent = (named or [call.dice("passed on").choice(others)])[0]
    call.ticket.take(call.agent, by=call.ticket.owner.actor if call.ticket.owner else None, word=words)


def understand(call: Call) -> None:
    """The agent reads it and corrects what Kwis made of it; work that was begun for nothing is stopped."""
    ticket, story = call.ticket, call.story
    ticket.see()
    service = call.world.services.get(story.service)
    wrong = service is not None and ticket.service_id != service.pk
    if wrong or ticket.kind != story.kind:
        if wrong:
            cancel_what_is_open(call)
        ticket.translate(service=service or ticket.service, kind=story.kind, by=call.agent.actor)


@act("translate")
def translate(call: Call, step: StoryStep) -> None:
    call.ticket.see()
    service = call.world.services[step.service]
    if WorkOrder.objects.filter(ticket=call.ticket).exists():
        cancel_what_is_open(call)
    call.ticket.translate(service=service, kind=step.kind or call.story.kind, by=call.agent.actor)


@act("answered_at_once")
def answered_at_once(call: Call, step: StoryStep) -> None:
    if not any(one.do == "translate" for one in call.story.steps):
        understand(call)
    cancel_what_is_open(call)
    call.ticket.answer_at_once(call.say(step.text), author=call.agent)


@act("answer")
def answer(call: Call, step: StoryStep) -> None:
    _keep_by_voice(call)
    call.ticket.answer(call.say(step.text), author=call.agent)


def _keep_by_voice(call: Call) -> None:
    """The standard promise after a telephone call is to call back: who answers has done so."""
    promise = call.ticket.open_promise
    promised_in_story = any(one.do == "promise" for one in call.story.steps[: call.steps_done])
    if promise is not None and promise.how not in KEPT_BY_WRITING and not promised_in_story:
        call.ticket.keep_promise(by=call.agent.actor)


@act("note")
def note(call: Call, step: StoryStep) -> None:
    call.ticket.note(call.say(step.text), author=call.agent)


@act("promise")
def promise(call: Call, step: StoryStep) -> None:
    moment = propose_moment(call.world.hours, now(), working_seconds(step.within))
    call.ticket.promise(step.how, moment, by=call.agent.actor)
    call.promised = moment


@act("move_promise")
def move_promise(call: Call, step: StoryStep) -> None:
    moment = propose_moment(call.world.hours, now(), working_seconds(step.within))
    reason = call.say(step.reason)
    if call.ticket.open_promise is None:
        call.ticket.promise(Promise.How.ANSWER, moment, by=call.agent.actor)
    else:
        call.ticket.move_promise(moment, reason, by=call.agent.actor)
    call.promised = moment


@act("keep_promise")
def keep_promise(call: Call, step: StoryStep) -> None:
    if step.text:
        call.ticket.note(call.say(step.text), author=call.agent)
    call.ticket.keep_promise(by=call.agent.actor)


@act("break_promise")
def break_promise(call: Call, step: StoryStep) -> None:
    """Nobody did anything; that the moment passed was said by the watch (see `year`)."""


@act("watch")
def watch(call: Call, step: StoryStep) -> None:
    call.ticket.add_watcher(call.world.called(step.person), by=call.agent.actor)


@act("confidential")
def confidential(call: Call, step: StoryStep) -> None:
    call.ticket.set_fact("confidential", True, by=call.agent.actor)


@act("hold")
def hold(call: Call, step: StoryStep) -> None:
    text = call.say(step.text)
    reason = call.say(step.reason)
    if reason == Hold.Reason.CUSTOMER:
        _keep_by_voice(call)
        call.ticket.answer(text, author=call.agent)
        text = ""
    call.ticket.hold(reason, by=call.agent.actor, text=text)


@act("resume")
def resume(call: Call, step: StoryStep) -> None:
    call.ticket.resume(by=call.agent.actor)


@act("solve")
def solve(call: Call, step: StoryStep) -> None:
    cancel_what_is_open(call)
    open_promise = call.ticket.open_promise
    if open_promise is not None and open_promise.how not in KEPT_BY_WRITING:
        call.ticket.keep_promise(by=call.agent.actor)
    call.ticket.see()
    call.ticket.solve(call.say(step.text), author=call.agent)


@act("recover")
def recover(call: Call, step: StoryStep) -> None:
    call.ticket.recover(call.say(step.text), by=call.agent.actor)


@act("complaint_heard")
def complaint_heard(call: Call, step: StoryStep) -> None:
    call.ticket.hear_complaint(call.say(step.text), author=call.agent)


@act("complaint_decided")
def complaint_decided(call: Call, step: StoryStep) -> None:
    call.ticket.decide_complaint(founded=bool(step.founded), text=call.say(step.text), author=call.agent)


@act("close_for_customer")
def close_for_customer(call: Call, step: StoryStep) -> None:
    call.ticket.note(call.say(step.text), author=call.agent)
    cancel_what_is_open(call)
    if call.ticket.status == SOLVED:
        call.ticket.close(Closure.By.DESK_FOR_CUSTOMER, by=call.agent.actor)
    else:
        call.ticket.withdraw(by=call.agent.actor)


@act("term")
def term(call: Call, step: StoryStep) -> None:
    call.ticket.close(Closure.By.TERM, by=KWIS)


@act("end")
def end(call: Call, step: StoryStep) -> None:
    """The call stays as it is."""
