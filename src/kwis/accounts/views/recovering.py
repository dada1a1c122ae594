"""Letting somebody back into their log-in: a page that says what will happen, and a POST that does it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kwis.accounts import recovering
from kwis.accounts.governing import may_govern
from kwis.accounts.guards import guard
from kwis.accounts.models import User
from kwis.accounts.permissions import AccountsRight
from kwis.core.actors import Actor
from kwis.ui import toasts
from kwis.ui.managing.keeping import actor_of

Obstacle = Callable[[User, User], str]  # (who asks, for whom): why it cannot be done, or nothing


def _to_letter(asker: User, user: User) -> str:
    return recovering.obstacle_to_letter(user)


def _to_taking_code(asker: User, user: User) -> str:
    if asker.pk == user.pk:
        return gettext("Take away your own code under your own name; there you show that it is you.")
    return recovering.obstacle_to_taking_code(user)


def _never(asker: User, user: User) -> str:
    return ""


@dataclass(frozen=True)
class Act:
    """One thing to do for a log-in. `words` say what it brings, `done` what has happened."""

    address: str
    title: str | Promise
    words: tuple[str | Promise, ...]
    button: str | Promise
    done: str | Promise
    verb: Callable[[User, Actor], None]
    obstacle: Obstacle
    icon: str


PASSWORD_LETTER = Act(
    address="accounts:password_letter",
    title=_("Send a letter to choose a password"),
    words=(
        _("The letter has a link. It works once, for three days, and only this person gets to see it."),
        _("Until they choose another, the password stays as it is. Choosing ends all sessions."),
    ),
    button=_("Send the letter"),
    done=_("The letter to %(name)s is on its way"),
    verb=recovering.send_password_letter,
    obstacle=_to_letter,
    icon="mail",
)
CODE = Act(
    address="accounts:code",
    title=_("Take the code away"),
    words=(
        _("For somebody who lost the telephone and the recovery codes. Be sure that it is really them."),
        _(
            "From then on the password alone is enough. All sessions end, and the person gets a letter about it."
        ),
    ),
    button=_("Take the code away"),
    done=_("The code of %(name)s was taken away, and all sessions have ended"),
    verb=recovering.take_code_away,
    obstacle=_to_taking_code,
    icon="shield-lock",
)
SESSIONS = Act(
    address="accounts:sessions",
    title=_("End all sessions"),
    words=(
        _("Whoever is logged in with this log-in, on whatever device, logs in again."),
        _("Keys for other systems go on; those are withdrawn on their own page."),
    ),
    button=_("End all sessions"),
    done=_("All sessions of %(name)s have ended"),
    verb=recovering.end_sessions,
    obstacle=_never,
    icon="lock",
)
ACTS = (PASSWORD_LETTER, CODE, SESSIONS)


@guard(AccountsRight.MANAGE)
@never_cache
@require_http_methods(["GET", "POST"])
def recover(request: HttpRequest, key: int, act: Act) -> HttpResponse:
    """Ask first; do it on a POST. For a log-in that may do more than the asker there is no such page."""
    user, asker = User.objects.filter(pk=key).first(), request.user
    assert isinstance(asker, User)  # the gate let them in
    if user is None or not may_govern(asker, user):
        raise Http404
    row = reverse("ui:managed_row", args=["logins", user.pk])
    trouble = act.obstacle(asker, user)
    if request.method == "POST" and not trouble:
        try:
            act.verb(user, actor_of(asker))
        except recovering.CannotRecover as reason:
            trouble = str(reason)
        else:
            toasts.say(request, str(act.done) % {"name": user})
            return redirect(row)
    status = 409 if request.method == "POST" else 200
    return render(
        request,
        "accounts/recover.html",
        {"act": act, "login": user, "row": row, "trouble": trouble},
        status=status,
    )
