"""What a rule can do, one small file per action.

An action says beforehand what it would do (`foretell`), and does it (`carry_out`); both in words for the page.
"""

from kwis.automation.actions.base import Action
from kwis.automation.actions.note import WriteNote
from kwis.automation.actions.set_out import SetOut
from kwis.automation.actions.start_plan import StartPlan

ACTIONS: dict[str, type[Action]] = {"set_out": SetOut, "start_plan": StartPlan, "note": WriteNote}


def action_of(rule: object) -> Action:
    return ACTIONS[rule.action](rule)  # type: ignore[attr-defined, arg-type]
