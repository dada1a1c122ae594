from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from kwis.core.events import EventType
from kwis.core.wording import choice_words


@dataclass(frozen=True, kw_only=True)
class SurveyAnswered(EventType):
    """`face` is very_happy, good, could_be_better or not_good."""

    type: ClassVar[str] = "surveys.answered"
    face: str

    def words(self) -> str:
        face = choice_words("surveys.SurveyAnswer", "face", self.face)
        return _("The customer about our help: %(label)s") % {"label": face}
