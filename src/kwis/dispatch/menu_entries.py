"""Where the boards stand in the workplace's rail."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kwis.dispatch.permissions import DispatchRight
from kwis.ui import menu
from kwis.ui.rights import may


def works(request: HttpRequest) -> bool:
    return may(request.user, DispatchRight.WORK)


menu.register(
    _("Board"),
    "layout-kanban",
    "dispatch:boards",
    right=DispatchRight.SEE,
    order=40,
    keys="g o",
    begins=works,
    holds=("/desk/orders/",),
)
