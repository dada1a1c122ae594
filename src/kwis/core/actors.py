"""Who does something: a person, a supplier by its link, or Kwis itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """`key` is the person's id where there is one; `name` is how people read it later, also when they left."""

    name: str
    key: int | None = None
    kind: str = "person"


KWIS = Actor(name="Kwis", kind="system")
