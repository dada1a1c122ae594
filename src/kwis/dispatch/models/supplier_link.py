"""A signed way in for a supplier: to one order, for a while; kept hashed."""

import hashlib
import secrets
from datetime import timedelta
from typing import ClassVar

from django.db import models

from kwis.core.clock import now

VALID = timedelta(days=60)


class SupplierLink(models.Model):
    order = models.ForeignKey("dispatch.WorkOrder", on_delete=models.CASCADE, related_name="links")
    hashed = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    # the last part of the reply address of this order: answers to its letters land here
    reply_key = models.CharField(max_length=24, unique=True)

    class Meta:
        ordering: ClassVar = ["id"]

    @classmethod
    def make(cls, order: "models.Model") -> tuple["SupplierLink", str]:
        """A new link and its secret, which is only in the letter."""
        secret = secrets.token_urlsafe(24)
        link = cls.objects.create(
            order=order, hashed=digest(secret), expires_at=now() + VALID, reply_key=secrets.token_hex(10)
        )
        return link, secret

    @property
    def alive(self) -> bool:
        return now() < self.expires_at


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
