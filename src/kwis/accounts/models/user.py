"""A log-in. Who the person is lives in people; field staff may have no e-mail address."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from kwis.accounts.models.role import RoleHolding, Scope
from kwis.core.clock import now


class UserManager(BaseUserManager["User"]):
    def create_user(self, login_name: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(login_name=login_name.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(login_name__iexact=username)


class User(AbstractBaseUser):
    login_name = models.CharField(_("log-in name"), max_length=150, unique=True)
    email = models.EmailField(_("e-mail address"), null=True, blank=True, unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    is_active = models.BooleanField(_("may log in"), default=True)
    language = models.CharField(_("language"), max_length=5, default="nl")
    since = models.DateTimeField(default=now, editable=False)
    # sessions of an earlier round are dead; see recovering.end_sessions
    session_round = models.PositiveIntegerField(default=0, editable=False)

    USERNAME_FIELD = "login_name"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        ordering: ClassVar = ["login_name"]
        verbose_name = _("log-in")
        verbose_name_plural = _("log-ins")

    def __str__(self) -> str:
        return self.name or self.login_name

    def clean(self) -> None:
        super().clean()
        self.email = self.email or None  # an empty address is no address, and not the same as another's

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session holds to stay alive: it changes with the password and with the round of sessions."""
        lives_with = f"{self.session_round} {self.password}"
        return salted_hmac("kwis.accounts.session", lives_with, secret=secret, algorithm="sha256").hexdigest()

    @cached_property
    def _scopes(self) -> dict[str, set[Scope]]:
        """Right -> where it is held; one query per request."""
        held = RoleHolding.objects.filter(user=self, role__active=True)
        return _by_right(held.values_list("role__rights", "scope_kind", "scope_key"))

    def know_rights(self, held: Iterable[tuple[list[str], str, int]]) -> None:
        """The rights as they were read together with the log-in: (names, scope kind, scope key) per role held."""
        self.__dict__["_scopes"] = _by_right(held)

    def scopes_of(self, right: str) -> set[Scope]:
        """Where this right is held; empty when nowhere."""
        return self._scopes.get(str(right), set()) if self.is_active else set()

    def has_right(self, right: str, scope: Scope | None = None) -> bool:
        """Whether the right is held at all, or, with a scope, held there or everywhere."""
        held = self.scopes_of(right)
        return bool(held) if scope is None else scope in held or Scope.everywhere() in held

    def has_right_everywhere(self, right: str) -> bool:
        return Scope.everywhere() in self.scopes_of(right)


def _by_right(held: Iterable[tuple[list[str], str, int]]) -> dict[str, set[Scope]]:
    found: dict[str, set[Scope]] = {}
    for names, kind, key in held:
        scope = Scope(kind, key)
        for name in names:
            found.setdefault(name, set()).add(scope)
    return found
