"""Whose desk is this: the name, the organisation and the picture that layouts and letters show."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from django.templatetags.static import static


@dataclass(frozen=True)
class Brand:
    """`name` is the desk as customers know it, `organisation` whose it is; empty words are not drawn."""

    name: str = "Kwis"
    organisation: str = ""
    line: str = ""
    logo_url: str = ""
    phone: str = ""
    email: str = ""

    @property
    def logo(self) -> str:
        return self.logo_url or static("ui/img/kwis-mark.svg")

    @property
    def full(self) -> str:
        return f"{self.name} {self.organisation}".strip()


# a new name is on every page within so many seconds, also on those of another process
SECONDS = 5

_provider: list[Callable[[], Brand]] = []
_known: list[tuple[float, Brand]] = []


def register(provider: Callable[[], Brand]) -> None:
    """The room that knows the organisation gives its brand; the last one registered counts."""
    _provider[:] = [provider]
    _known.clear()


def current() -> Brand:
    """The brand, asked of the room that knows it at most once in a few seconds."""
    if not _known or monotonic() - _known[0][0] > SECONDS:
        _known[:] = [(monotonic(), _provider[0]() if _provider else Brand())]
    return _known[0][1]
