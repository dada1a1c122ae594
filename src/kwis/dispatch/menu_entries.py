"""Where the boards stand in the workplace's rail."""

from django.utils.translation import gettext_lazy as _

from kwis.dispatch.permissions import DispatchRight
from kwis.ui import menu

menu.register(_("Board"), "layout-kanban", "dispatch:boards", right=DispatchRight.SEE, order=40, keys="g o")
