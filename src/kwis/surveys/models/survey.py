"""One question per solved call: four faces, each with a word."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.core.clock import now


class Survey(models.Model):
    """The question, put to the customer of a call; `token` opens it from a letter without log-in."""

    ticket = models.OneToOneField("desk.Ticket", on_delete=models.CASCADE, related_name="survey")
    token = models.CharField(max_length=40, unique=True)
    asked_at = models.DateTimeField(default=now)


class SurveyAnswer(models.Model):
    """The figure is the share of `very_happy` and `good`, with its n; nothing else."""

    class Face(models.TextChoices):
        VERY_HAPPY = "very_happy", _("Very happy")
        GOOD = "good", _("Good")
        COULD_BE_BETTER = "could_be_better", _("Could be better")
        NOT_GOOD = "not_good", _("Not good")

    survey = models.OneToOneField(Survey, on_delete=models.CASCADE, related_name="answer")
    face = models.CharField(max_length=20, choices=Face.choices)
    words = models.TextField(blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["at"], name="survey_answer_at")]

    @property
    def satisfied(self) -> bool:
        return self.face in {self.Face.VERY_HAPPY, self.Face.GOOD}
