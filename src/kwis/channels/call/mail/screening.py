"""What the screens must know of this installation, gathered once per mail."""

from __future__ import annotations

from email.utils import parseaddr

from django.conf import settings

from kwis.channels.models import UnwantedSender
from kwis.people.models import Desk

from .own_ids import is_our_message_id
from .screens import ScreenSettings


def own_addresses() -> frozenset[str]:
    """The addresses that we send from and are written to, in small letters."""
    desks = Desk.objects.exclude(email="").values_list("email", flat=True)
    return frozenset(one.casefold() for one in (*desks, parseaddr(settings.MAIL_FROM)[1]) if one)


def screen_settings() -> ScreenSettings:
    """Read from the lists that administrators keep, and from the environment."""
    return ScreenSettings(
        own_addresses=own_addresses(),
        blocked=frozenset(UnwantedSender.objects.filter(active=True).values_list("pattern", flat=True)),
        trusted_servers=frozenset(one.lower() for one in settings.MAIL_TRUSTED_SERVERS),
        is_our_message_id=is_our_message_id,
    )
