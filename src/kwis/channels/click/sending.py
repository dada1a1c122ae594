"""Sending a call from a form: one click or two, it is one call."""

import re
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.crypto import get_random_string

from kwis.agreements.opening import calendar_of, propose_moment
from kwis.core.clock import now
from kwis.people.models import Desk, Person

END_OF_DAY = time(17, 0)


def new_token() -> str:
    return get_random_string(24)


def dedupe_key(person: Person, token: str) -> str | None:
    """The key of one filled-in form of one person; None when the browser sent no token that we made."""
    return f"portal:{person.pk}:{token}" if re.fullmatch(r"[A-Za-z0-9]{24}", token) else None


def first_promise(desk: Desk) -> datetime:
    """By when the customer hears something if they send it now: the same reckoning as `take_in`."""
    return propose_moment(calendar_of(desk), now(), desk.promise_minutes * 60)


def end_of(day: date | None) -> datetime | None:
    """The moment that "needed on this day" means."""
    return timezone.make_aware(datetime.combine(day, END_OF_DAY)) if day else None
