"""An installation without users: who may set it up, and how they prove it.

A browser on the machine itself may; any other needs the code that `kwis up` prints in the terminal.
"""

import hashlib
import secrets

from django.core.cache import cache

from kwis.accounts.models import User

_KEY = "first-run-code"
_TRIES = "first-run-tries"
MOST_TRIES = 20  # a minute, of all browsers together
_known = {"done": False}  # a user never becomes nobody again: no need to ask twice
_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0 and O, no 1 and I


def is_needed() -> bool:
    """True until the first user exists; then the set-up page is gone for good."""
    if not _known["done"]:
        _known["done"] = User.objects.exists()
    return not _known["done"]


def too_many_tries() -> bool:
    """Count one try at the code; True when there were too many this minute."""
    cache.add(_TRIES, 0, timeout=60)
    try:
        return cache.incr(_TRIES) > MOST_TRIES
    except ValueError:  # the minute ended between the two
        return False


def new_code() -> str:
    """A code such as `K7QF-92MD` that works until the next one is made; only its hash is kept."""
    code = "".join(secrets.choice(_SIGNS) for _sign in range(8))
    cache.set(_KEY, _hash(code), timeout=None)
    return f"{code[:4]}-{code[4:]}"


def is_code(text: str) -> bool:
    """Whether this is the code that was printed last; spaces, dashes and small letters do not matter."""
    kept = cache.get(_KEY)
    plain = text.replace("-", "").replace(" ", "").upper()
    return bool(kept) and is_needed() and secrets.compare_digest(kept, _hash(plain))


def forget() -> None:
    """To be called when the first administrator stands."""
    cache.delete(_KEY)


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
