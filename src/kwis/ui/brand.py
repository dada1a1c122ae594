"""Whose desk is this: the name, the organisation and the picture that layouts and letters show."""

from collections.abc import Callable
from dataclasses import dataclass

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


_provider: list[Callable[[], Brand]] = []


def register(provider: Callable[[], Brand]) -> None:
    """The room that knows the organisation gives its brand; the last one registered counts."""
    _provider[:] = [provider]


def current() -> Brand:
    return _provider[0]() if _provider else Brand()
