"""Running rules on what happened, and trying one out without doing anything."""

from dataclasses import dataclass

from django.db import transaction

from kwis.automation.actions import action_of
from kwis.automation.models import Rule, RuleRun
from kwis.desk.models import Ticket
from kwis.desk.workflow import UNFINISHED, NotNow


def run_rules(when: str, ticket: Ticket) -> list[RuleRun]:
    """Let every rule that is switched on for this moment and fits do its work, once per call."""
    if ticket.status not in UNFINISHED:
        return []
    runs = []
    for rule in (
        Rule.objects.filter(active=True, when=when).select_related("team", "service", "site").order_by("pk")
    ):
        if not rule.reasons_against(ticket):
            run = _run(rule, ticket)
            runs += [run] if run else []
    return runs


def _run(rule: Rule, ticket: Ticket) -> RuleRun | None:
    """The trace is written first: its constraint sees to it that a rule never acts twice on a call."""
    with transaction.atomic():
        run, created = RuleRun.objects.get_or_create(
            rule=rule, ticket=ticket, defaults={"outcome": RuleRun.Outcome.DONE, "told": ""}
        )
        if not created:
            return None
        try:
            with transaction.atomic():
                run.told = action_of(rule).carry_out(ticket)[:500]
        except NotNow as refused:
            run.outcome, run.told = RuleRun.Outcome.NOT_NOW, str(refused)[:500]
        run.save(update_fields=["outcome", "told"])
        return run


@dataclass(frozen=True)
class Trial:
    """What a rule would do with a call: `against` says why nothing, else `would` says what."""

    ticket: Ticket
    against: list[str]
    would: str


def try_out(rule: Rule, ticket: Ticket) -> Trial:
    against = rule.reasons_against(ticket)
    return Trial(ticket, against, "" if against else action_of(rule).foretell(ticket))
