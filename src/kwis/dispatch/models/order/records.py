"""What happened to an order, as rows: completed, handed back; and its clock."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.core.clock import now


class Completion(models.Model):
    """One report of ready. `customer_words` is a line in plain words for the customer."""

    order = models.ForeignKey("dispatch.WorkOrder", on_delete=models.CASCADE, related_name="completions")
    text = models.TextField()
    customer_words = models.TextField(blank=True)
    minutes = models.PositiveIntegerField(null=True)
    material = models.CharField(max_length=300, blank=True)
    photo = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["id"]


class Handback(models.Model):
    class Reason(models.TextChoices):
        MISSING_INFORMATION = "missing_information", _("Information is missing")
        WRONG_TEAM = "wrong_team", _("For another team")
        NOT_OUR_WORK = "not_our_work", _("Not our work")
        CUSTOMER_NOT_REACHED = "customer_not_reached", _("Customer could not be reached")

    order = models.ForeignKey("dispatch.WorkOrder", on_delete=models.CASCADE, related_name="handbacks")
    reason = models.CharField(max_length=30, choices=Reason.choices)
    text = models.TextField()
    at = models.DateTimeField(default=now)
    by_name = models.CharField(max_length=200)
    # when the desk did something with it: how long it lay
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["at"], name="handback_at")]


class OrderClock(models.Model):
    """The running agreement with a back office (OLA) or supplier (contract)."""

    order = models.OneToOneField("dispatch.WorkOrder", on_delete=models.CASCADE, related_name="clock")
    target_seconds = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
