"""A key for another system: random, kept hashed, for a few things, and not for ever."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kwis.accounts.backends import SignedInBackend
from kwis.core.clock import now

PREFIX = "kwis_"
# the last use is written down at most this often: a read must not become a write each time
SEEN_EVERY = timedelta(minutes=5)


class Scope(models.TextChoices):
    READ = "calls:read", _("Read calls")
    CREATE = "calls:create", _("Make calls")


class ApiToken(models.Model):
    """Acts as `user`: it sees what that log-in sees and may do no more, only less (`scopes`)."""

    name = models.CharField(_("for which system"), max_length=120)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="api_tokens",
        verbose_name=_("acts as"),
    )
    hashed = models.CharField(max_length=64, unique=True, editable=False)
    start = models.CharField(max_length=12, editable=False)
    scopes = ArrayField(
        models.CharField(max_length=20, choices=Scope.choices),
        verbose_name=pgettext_lazy("is allowed to", "may"),
    )
    made_at = models.DateTimeField(default=now, editable=False)
    expires_at = models.DateTimeField(_("valid until"))
    seen_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name = _("key")
        verbose_name_plural = _("keys")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def issue(
        cls, *, name: str, user: Any, scopes: list[str], expires_at: datetime
    ) -> tuple["ApiToken", str]:
        """A new key and its secret; the secret is shown once and never again."""
        secret = PREFIX + secrets.token_urlsafe(32)
        token = cls.objects.create(
            name=name,
            user=user,
            scopes=scopes,
            expires_at=expires_at,
            hashed=_hash(secret),
            start=secret[:12],
        )
        return token, secret

    @classmethod
    def of(cls, secret: str) -> "ApiToken | None":
        """The living key with this secret, its user still allowed to log in."""
        token = cls.objects.filter(
            hashed=_hash(secret), withdrawn_at__isnull=True, expires_at__gt=now()
        ).first()
        user = SignedInBackend().get_user(token.user_id) if token is not None else None
        if token is None or user is None:
            return None
        token.user = user
        if token.seen_at is None or now() - token.seen_at > SEEN_EVERY:
            cls.objects.filter(pk=token.pk).update(seen_at=now())
        return token

    @property
    def may(self) -> list[str]:
        """What it is for, in words."""
        return [str(Scope(scope).label) for scope in self.scopes]

    @property
    def alive(self) -> bool:
        return self.withdrawn_at is None and self.expires_at > now()


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
