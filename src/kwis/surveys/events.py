from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from kwis.core.events import EventType


@dataclass(frozen=True, kw_only=True)
class SurveyAnswered(EventType):
    """`face` is very_happy, good, could_be_better or not_good."""

    type: ClassVar[str] = "surveys.answered"
    face: str
    label: str

    def words(self) -> str:
        return _("The customer about our help: %(label)s") % {"label": self.label}
