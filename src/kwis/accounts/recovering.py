"""Help somebody back in, or put out who should not be in: a letter for a password, the code, the sessions.

Whether the one who does it may, is for `governing.may_govern`; each act stands in the history of the log-in.
"""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext

from kwis.accounts import letters
from kwis.accounts.events import CodeTakenAway, PasswordLetterSent, SessionsEnded
from kwis.accounts.models import User
from kwis.core.actors import Actor
from kwis.core.events import record


class CannotRecover(Exception):
    """This cannot be done for this log-in now; says why, in words for the reader. Nothing has changed."""


def obstacle_to_letter(user: User) -> str:
    """Why no letter can go to this log-in; empty when one can."""
    if not user.is_active:
        return gettext("This log-in is out of use.")
    if not user.email:
        return gettext("This log-in has no e-mail address. Add one, or choose a password together.")
    return ""


def obstacle_to_taking_code(user: User) -> str:
    """Why there is no code to take away; empty when there is one."""
    if not has_code(user):
        return gettext("This log-in has no code: the password is enough.")
    return ""


def has_code(user: User) -> bool:
    """Whether a second step is asked after the password."""
    return bool(Authenticator.objects.filter(user=user).exists())


@transaction.atomic
def send_password_letter(user: User, by: Actor) -> None:
    """A letter with a link to choose a password; until then the password stays as it is. Raises CannotRecover."""
    user = _locked(user)
    _refuse(obstacle_to_letter(user))
    letters.send("choose_password", user, by=by.name, link=letters.link_to_choose(user))
    record(PasswordLetterSent(login_name=user.login_name), by=by, subject=user)


@transaction.atomic
def take_code_away(user: User, by: Actor) -> None:
    """The password alone is enough again, on every device anew. Raises CannotRecover when there is no code.

    Its owner gets a letter: whoever has the password gets in more easily from now on.
    """
    user = _locked(user)
    _refuse(obstacle_to_taking_code(user))
    Authenticator.objects.filter(user=user).delete()
    _next_round(user)
    if user.email and user.is_active:
        letters.send("code_taken_away", user, by=by.name)
    record(CodeTakenAway(login_name=user.login_name), by=by, subject=user)


@transaction.atomic
def end_sessions(user: User, by: Actor) -> None:
    """Who is logged in with this log-in, wherever, is out with their next click."""
    user = _locked(user)
    _next_round(user)
    record(SessionsEnded(login_name=user.login_name), by=by, subject=user)


def _locked(user: User) -> User:
    return User.objects.select_for_update().get(pk=user.pk)


def _refuse(obstacle: str) -> None:
    if obstacle:
        raise CannotRecover(obstacle)


def _next_round(user: User) -> None:
    User.objects.filter(pk=user.pk).update(session_round=F("session_round") + 1)
