"""The customer's yes or no to a part that they see."""

from typing import ClassVar

from django.db import models

from kwis.core.clock import now


class Acceptance(models.Model):
    order = models.ForeignKey("dispatch.WorkOrder", on_delete=models.CASCADE, related_name="acceptances")
    yes = models.BooleanField()
    words = models.TextField(blank=True)
    at = models.DateTimeField(default=now)
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["id"]
