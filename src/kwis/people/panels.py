"""What this room shows above its lists in Beheer."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kwis.people.permissions import PeopleRight
from kwis.ui import slots
from kwis.ui.rights import may


def take_in_people(request: HttpRequest, managed: Any) -> SafeString | None:
    """The way to the import, above the list of people."""
    if managed.slug != "people" or not may(request.user, PeopleRight.MANAGE):
        return None
    return format_html('<a class="btn" href="{}">{}</a>', reverse("people:import"), _("Take in people"))


slots.register("manage.list", take_in_people)
