"""What a person should notice inside Kwis: one line and a way to it."""

from typing import ClassVar

from django.db import models

from kwis.core.clock import now


class Notice(models.Model):
    """For one log-in (`user_key`); `url` is a path on this site; seen once the person opened or dismissed it."""

    user_key = models.BigIntegerField()
    at = models.DateTimeField(default=now)
    text = models.CharField(max_length=300)
    url = models.CharField(max_length=300)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["user_key", "-id"], name="notice_unseen", condition=models.Q(seen_at__isnull=True)
            ),
        ]
