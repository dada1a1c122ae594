"""How log-in behaves here: no open sign-up, addresses without regard to case, our own letters, an end to guessing."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from kwis.accounts import letters
from kwis.accounts.models import User
from kwis.ui import menu


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Log-ins are given by an administrator, an import or a directory."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Who works here begins at the first page of their work; a page that was asked for goes before this."""
        return menu.first_page(request) or str(super().get_login_redirect_url(request))

    def clean_username(self, username: str, shallow: bool = False) -> Any:
        return super().clean_username(username.strip().lower(), shallow=shallow)

    def get_reset_password_from_key_url(self, key: str) -> str:
        return letters.link_of(key)

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """To the address that we know, not to the one that was typed: two may look the same."""
        letters.send("password_forgotten", user, link=context["password_reset_url"])

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """Too many tries are no mistake in a form: they end in a page of their own, whatever was asked."""
        if code == "too_many_login_attempts":
            raise ImmediateHttpResponse(respond_429(context.request))
        error: ValidationError = super().validation_error(code, *args)
        return error
