"""What stands on the page: each pane reckons its figures and has a template of the same name.

A pane is a function from a `Counter` to what its template reads. The order here is the order on the page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from kwis.insight.counting import Counter
from kwis.insight.panes.at_once import at_once
from kwis.insight.panes.fence import fence
from kwis.insight.panes.kinds import kinds
from kwis.insight.panes.pair import pair
from kwis.insight.panes.promises import promises
from kwis.insight.panes.routes import routes
from kwis.insight.panes.suppliers import suppliers
from kwis.insight.panes.teams import teams

__all__ = ["BY_CODE", "PANES", "Pane"]


@dataclass(frozen=True)
class Pane:
    code: str
    title: Lazy
    width: int  # of twelve columns
    reckon: Callable[[Counter], dict[str, Any]]

    @property
    def template(self) -> str:
        return f"insight/panes/{self.code}.html"


PANES = (
    Pane("pair", _("Satisfaction and productivity"), 12, pair),
    Pane("promises", _("Promises kept"), 4, promises),
    Pane("fence", _("Over the fence"), 4, fence),
    Pane("at-once", _("Answered at once by the desk"), 4, at_once),
    Pane("teams", _("Satisfaction and productivity per team"), 7, teams),
    Pane("routes", _("Most to and fro"), 5, routes),
    Pane("suppliers", _("Suppliers and their agreements"), 6, suppliers),
    Pane("kinds", _("Complaints, wishes, questions and faults per way in"), 6, kinds),
)
BY_CODE = {pane.code: pane for pane in PANES}
