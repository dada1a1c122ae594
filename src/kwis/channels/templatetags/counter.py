"""What the page of the counter asks about its reader: `{% load counter %}`."""

from typing import Any

from django import template

from kwis.people.permissions import PeopleRight

register = template.Library()


@register.filter
def makes_counters(user: Any) -> bool:
    """Whether this user may make a counter."""
    return bool(user.has_right(PeopleRight.MANAGE))
