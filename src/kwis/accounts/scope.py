"""Where a role is held: everywhere, or for one desk, team or site. Those rows live in a higher room: only their ids are kept."""

from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _


class ScopeKind(models.TextChoices):
    EVERYWHERE = "everywhere", _("Everywhere")
    DESK = "desk", _("One service desk")
    TEAM = "team", _("One team")
    SITE = "site", _("One site")


class Scope(NamedTuple):
    """Where a role holds: a kind and the id of that desk, team or site (0 for everywhere)."""

    kind: str
    key: int = 0

    @classmethod
    def everywhere(cls) -> "Scope":
        return cls(ScopeKind.EVERYWHERE, 0)
