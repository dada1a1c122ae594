"""Who may open the pages of this room. The same words as the gates of accounts, which stands above it.

`view.gate` tells the house test who may come in: public, signed_in, link (a signature is the key), or list (the
right of the list that is managed).
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Gate:
    kind: str
    rights: tuple[str, ...] = ()


def gate(kind: str) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.gate = Gate(kind)  # type: ignore[attr-defined]
        return view

    return mark


public = gate("public")
by_link = gate("link")
by_list = gate("list")
