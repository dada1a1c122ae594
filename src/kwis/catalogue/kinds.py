"""KWIS: the four kinds of call, four letters, four doors."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    COMPLAINT = "complaint", _("Complaint")
    WISH = "wish", _("Wish")
    INFORMATION = "information", _("Question")
    FAULT = "fault", _("Fault")


LETTERS: dict[str, str] = {"complaint": "K", "wish": "W", "information": "I", "fault": "S"}
