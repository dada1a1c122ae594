"""Where the desk stands in the workplace's rail."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kwis.desk.permissions import DeskRight
from kwis.ui import menu
from kwis.ui.rights import may


def works(request: HttpRequest) -> bool:
    """Desk people, and specialists who see the calls of their team."""
    return may(request.user, DeskRight.SEE) or may(request.user, DeskRight.SEE_TEAM)


def takes_calls(request: HttpRequest) -> bool:
    return may(request.user, DeskRight.WORK)


menu.register(_("Work"), "inbox", "desk:work", order=10, keys="g w", when=works, begins=takes_calls)
