"""Letters about a log-in, in the language of who reads them. A link in them is a secret of that reader alone."""

from typing import Any

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from kwis.accounts.models import User
from kwis.ui import brand


def send(letter: str, user: User, **context: Any) -> None:
    """Send one of `templates/accounts/letters/` to the address of the log-in, as all letters go."""
    values = {"user": user, "brand": brand.current(), "home": settings.BASE_URL, **context}
    with translation.override(user.language):
        subject = render_to_string(f"accounts/letters/{letter}_subject.txt", values)
        text = render_to_string(f"accounts/letters/{letter}.txt", values)
    EmailMessage(" ".join(subject.split()), text.strip() + "\n", to=[str(user.email)]).send()


def link_to_choose(user: User) -> str:
    """The address under which this person chooses a password: once, and for as long as PASSWORD_RESET_TIMEOUT."""
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    return link_of(f"{user_pk_to_url_str(user)}-{token}")


def link_of(key: str) -> str:
    """Never by the name that a browser asked for: who sends a letter to another must not choose where it leads."""
    user, _dash, token = key.partition("-")
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user, "key": token})
    return f"{settings.BASE_URL}{path}"
