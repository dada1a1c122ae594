"""Where the rules stand in the workplace's rail."""

from django.utils.translation import gettext_lazy as _

from kwis.automation.permissions import AutomationRight
from kwis.ui import menu

menu.register(_("Rules"), "robot", "automation:rules", right=AutomationRight.SEE, order=85)
