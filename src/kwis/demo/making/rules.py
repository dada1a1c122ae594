"""The first rule of automation; made last, so that it does not set out what the stories set out themselves."""

from kwis.automation.models import Rule
from kwis.core.wording import say
from kwis.demo.world import World

HOUR = 60  # minutes


def make_rules(world: World) -> None:
    for entry in world.content.rules:
        facts = {condition.fact: condition.equal for condition in entry.all}
        for action in entry.do:
            Rule.objects.create(
                name=say(entry.name, "nl"),
                why=say(entry.why, "nl"),
                active=entry.active,
                when=f"desk.{entry.event}",
                kind=facts.get("kind", ""),
                service=world.services.get(facts.get("service", "")),
                action=action.action,
                team=world.teams.get(action.team),
                title=say(action.title, "nl"),
                customer_label=say(action.customer_label, "nl"),
                text=say(action.instruction, "nl"),
                due_minutes=round(action.due_hours * HOUR),
            )
