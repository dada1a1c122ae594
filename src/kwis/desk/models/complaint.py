"""The path of a complaint: received, heard, decided, made good; hidden from whom it is about."""

from django.db import models

from kwis.core.clock import now


class ComplaintCase(models.Model):
    ticket = models.OneToOneField("desk.Ticket", on_delete=models.CASCADE, related_name="complaint")
    about = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    received_at = models.DateTimeField(default=now)
    heard_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    founded = models.BooleanField(null=True)
    text = models.TextField(blank=True)
