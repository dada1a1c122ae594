"""This room's ways to go."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kwis.ui import menu
from kwis.ui.managing import lists_for


def _manages_something(request: HttpRequest) -> bool:
    return request.user.is_authenticated and bool(lists_for(request.user))


menu.register(_("Manage"), "settings", "ui:manage", order=90, keys="g m", when=_manages_something)
