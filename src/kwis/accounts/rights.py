"""The names of rights: each room declares its own in permissions.py, and which ready-made roles hold them.

@rights(agent=["SEE", "TAKE"], manager=["SEE"])
class DeskRight(models.TextChoices):
    SEE = "desk.see", _("See calls")
"""

from collections.abc import Callable

from django.db import models
from django.utils.module_loading import autodiscover_modules

ADMINISTRATOR = "administrator"

_declared: dict[str, models.TextChoices] = {}
_ready_made: dict[str, set[str]] = {}


def rights(**holders: list[str]) -> Callable[[type[models.TextChoices]], type[models.TextChoices]]:
    """Register a room's rights; keywords name the ready-made roles with the members they hold.

    The administrator holds every right.
    """

    def register(names: type[models.TextChoices]) -> type[models.TextChoices]:
        for name in names:
            _declared[name.value] = name
            _ready_made.setdefault(ADMINISTRATOR, set()).add(name.value)
        for role, members in holders.items():
            _ready_made.setdefault(role, set()).update(names[member].value for member in members)
        return names

    return register


def load() -> None:
    """Read every room's permissions.py."""
    autodiscover_modules("permissions")


def all_rights() -> dict[str, str]:
    """Every right's name with its label in the reader's language, for the page where roles are edited."""
    return {name: str(choice.label) for name, choice in sorted(_declared.items())}


def ready_made(role: str) -> set[str]:
    return set(_ready_made.get(role, set()))
