"""What can be asked for on the page: the periods, the desks and the teams; and a choice in words."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kwis.accounts.models.role import ScopeKind
from kwis.catalogue.kinds import Kind
from kwis.catalogue.models import ServiceCategory
from kwis.core.wording import say
from kwis.desk.channel import Channel
from kwis.desk.permissions import DeskRight
from kwis.insight.choice import WEEKS, Choice
from kwis.insight.permissions import InsightRight
from kwis.people.models import Desk, Organisation, Team
from kwis.ui import moments


def periods() -> list[tuple[int, str]]:
    return [(number, ngettext("Last week", "Last %(n)s weeks", number) % {"n": number}) for number in WEEKS]


def desks_for(user: Any) -> list[Desk]:
    """Those for which insight is held; all of them when it is held everywhere."""
    desks = Desk.objects.filter(active=True)
    if not user.has_right_everywhere(InsightRight.SEE):
        held = [scope.key for scope in user.scopes_of(InsightRight.SEE) if scope.kind == ScopeKind.DESK]
        desks = desks.filter(pk__in=held)
    return list(desks)


def offices() -> list[Team]:
    return list(Team.objects.filter(active=True, role=Team.Role.BACK_OFFICE))


def sees_calls(user: Any) -> bool:
    """Without this every figure is nought, which would be read as news."""
    return any(user.has_right(right) for right in (DeskRight.SEE, DeskRight.SEE_TEAM))


def in_words(choice: Choice) -> list[str]:
    """The choice as short phrases, the period first."""
    return list(_phrases(choice))


def _phrases(choice: Choice) -> Iterator[str]:
    if choice.week:
        yield _("week of %(day)s") % {"day": moments.day_of(choice.week)}
    else:
        yield dict(periods())[choice.weeks]
    for model, key in ((Desk, choice.desk), (Team, choice.team), (Organisation, choice.supplier)):
        if key is not None:
            yield _name(model, key)
    if choice.category is not None:
        yield _name(ServiceCategory, choice.category) if choice.category else _("Without a service")
    if choice.channel:
        yield str(Channel(choice.channel).label)
    if choice.kind:
        yield str(Kind(choice.kind).label)
    if choice.on_to:
        yield _("then to %(place)s") % {"place": _place(choice.on_to)}


def _place(on_to: str) -> str:
    kind, _dash, number = on_to.partition("-")
    if kind == "desk":
        return _("the desk")
    return _name(Team if kind == "team" else Organisation, int(number))


def _name(model: Any, key: int) -> str:
    row = model.objects.filter(pk=key).first()
    if row is None:
        return "–"
    return say(row.name) if isinstance(row.name, dict) else str(row.name)
