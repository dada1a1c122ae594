"""What this room reports. No event tells a secret, or the address that a letter went to."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext

from kwis.core.events import EventType


@dataclass(frozen=True, kw_only=True)
class PasswordLetterSent(EventType):
    """Somebody who manages log-ins sent the letter with which a person chooses a password."""

    type: ClassVar[str] = "accounts.password_letter_sent"

    login_name: str

    def words(self) -> str:
        return gettext("sent %(login)s a letter to choose a password") % {"login": self.login_name}


@dataclass(frozen=True, kw_only=True)
class CodeTakenAway(EventType):
    """The second step of log-in is gone, the recovery codes with it; all sessions ended."""

    type: ClassVar[str] = "accounts.code_taken_away"

    login_name: str

    def words(self) -> str:
        return gettext("took away the code of %(login)s") % {"login": self.login_name}


@dataclass(frozen=True, kw_only=True)
class SessionsEnded(EventType):
    """Whoever was logged in with this log-in logs in again."""

    type: ClassVar[str] = "accounts.sessions_ended"

    login_name: str

    def words(self) -> str:
        return gettext("ended all sessions of %(login)s") % {"login": self.login_name}
