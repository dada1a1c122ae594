"""Questions to rooms above: which desks, teams and sites a role can be held for, and who is behind a log-in."""

from collections.abc import Callable, Sequence

from django.db.models import Model

from kwis.accounts.scope import Scope, ScopeKind

Options = Callable[[], Sequence[tuple[int, str]]]  # (id, name), in the order in which people read them

_options: dict[str, Options] = {}
_along: dict[str, type[Model]] = {}


def register_read_along(relation: str, model: type[Model]) -> None:
    """The model has at most one row for a log-in (its field `user`); it is read together with it, as this relation."""
    _along[relation] = model


def read_along() -> dict[str, type[Model]]:
    return _along


def register_scopes(kind: ScopeKind, options: Options) -> None:
    """The room that keeps these rows tells which there are."""
    _options[kind] = options


def scopes() -> list[tuple[ScopeKind, list[tuple[Scope, str]]]]:
    """Every scope that a role can be held for, by kind; everywhere comes first."""
    found = [(ScopeKind.EVERYWHERE, [(Scope.everywhere(), str(ScopeKind.EVERYWHERE.label))])]
    for kind in (ScopeKind.DESK, ScopeKind.TEAM, ScopeKind.SITE):
        rows = _options[kind]() if kind in _options else ()
        found.append((kind, [(Scope(kind, key), name) for key, name in rows]))
    return found


def name_of(scope: Scope) -> str:
    """The desk, team or site by name; its kind when it is not there any more."""
    for kind, options in scopes():
        if kind == scope.kind:
            return dict(options).get(scope) or f"{kind.label} ({scope.key})"
    return scope.kind
