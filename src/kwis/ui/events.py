"""What this room reports."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext

from kwis.core.events import EventType


@dataclass(frozen=True, kw_only=True)
class ListChanged(EventType):
    """A row of a managed list was added, changed, retired or restored.

    `changes` is {field: [old, new]} in the words of then; secret fields are never in it.
    """

    type: ClassVar[str] = "ui.list_changed"

    list: str
    label: str
    action: str
    changes: dict[str, Any] = field(default_factory=dict)

    def words(self) -> str:
        said = {
            "added": gettext("added %(label)s"),
            "changed": gettext("changed %(label)s"),
            "retired": gettext("took %(label)s out of use"),
            "restored": gettext("took %(label)s into use again"),
        }[self.action]
        return said % {"label": self.label}
