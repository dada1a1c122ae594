"""What was answered to a question of the intake form."""

from typing import ClassVar

from django.db import models


class FormAnswer(models.Model):
    """`value` is typed by the field (text, number, ISO date, key, list of keys); `text` is how people read it."""

    ticket = models.ForeignKey("desk.Ticket", on_delete=models.CASCADE, related_name="answers")
    field = models.ForeignKey("catalogue.FormField", on_delete=models.PROTECT, related_name="+")
    value = models.JSONField()
    text = models.TextField()

    class Meta:
        # what is filled in later stands where the form asks it
        ordering: ClassVar = ["field__order", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["ticket", "field"], name="answer_once")]
