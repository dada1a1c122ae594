"""Reading TOML into typed records, with an error that says which file, which entry and which word is wrong."""

import tomllib
import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


class ContentError(ValueError):
    """Something in the demo's content cannot be read; the message says where and what."""


def read_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContentError(f"{path.name}: {error}") from None


def read_as(record: type[T], raw: Any, where: str) -> T:
    """A table as this dataclass. Raises `ContentError` for a key too many, one too few, or a value of another type."""
    if not isinstance(raw, dict):
        raise ContentError(f"{where}: a table is expected, not {_said(raw)}")
    hints: dict[str, Any] = _hints(record)  # type: ignore[arg-type]
    known = {field.name: field for field in fields(record)}  # type: ignore[arg-type]
    unknown = sorted(set(raw) - set(known))
    if unknown:
        raise ContentError(
            f"{where}: nobody knows {', '.join(unknown)}; known are {', '.join(sorted(known))}"
        )
    missing = [
        name
        for name, field in known.items()
        if name not in raw and field.default is MISSING and field.default_factory is MISSING
    ]
    if missing:
        raise ContentError(f"{where}: {', '.join(missing)} is missing")
    return record(**{name: _value(hints[name], value, f"{where}, {name}") for name, value in raw.items()})


def read_list(record: type[T], raw: Any, where: str) -> list[T]:
    """Every table of a list, each named by its code, key or number in errors."""
    if not isinstance(raw, list):
        raise ContentError(f"{where}: a list is expected, not {_said(raw)}")
    return [read_as(record, one, f"{where} {_name(one, number)}") for number, one in enumerate(raw, 1)]


@cache
def _hints(record: type[Any]) -> dict[str, Any]:
    return get_type_hints(record)


def _name(raw: Any, number: int) -> str:
    found = (
        next((raw[key] for key in ("code", "key", "login_name", "do") if key in raw), "")
        if isinstance(raw, dict)
        else ""
    )
    return f"{number} ({found})" if found else str(number)


def _value(wanted: Any, raw: Any, where: str) -> Any:
    origin, inner = get_origin(wanted), get_args(wanted)
    if origin in (Union, types.UnionType):
        return _one_of(inner, raw, where)
    if is_dataclass(wanted):
        return read_as(wanted, raw, where)  # type: ignore[arg-type]
    if origin is list:
        if not isinstance(raw, list):
            raise ContentError(f"{where}: a list is expected, not {_said(raw)}")
        return [_value(inner[0], one, f"{where} {number}") for number, one in enumerate(raw, 1)]
    if origin is dict:
        if not isinstance(raw, dict):
            raise ContentError(f"{where}: a table is expected, not {_said(raw)}")
        return {key: _value(inner[1], one, f"{where}.{key}") for key, one in raw.items()}
    return _plain(wanted, raw, where)


def _one_of(choices: tuple[Any, ...], raw: Any, where: str) -> Any:
    errors = []
    for choice in choices:
        try:
            return _value(choice, raw, where)
        except ContentError as error:
            errors.append(str(error))
    raise ContentError(errors[0])


def _plain(wanted: Any, raw: Any, where: str) -> Any:
    if wanted is Any:
        return raw
    if wanted is float and type(raw) is int:
        return float(raw)
    # a bool is an int for Python, but not for who reads the file; a datetime is not a date either
    if type(raw) is not wanted:
        raise ContentError(f"{where}: {_said(wanted)} is expected, not {_said(raw)}")
    return raw


def _said(what: Any) -> str:
    names = {
        str: "a text",
        int: "a whole number",
        float: "a number",
        bool: "true or false",
        date: "a date",
        list: "a list",
        dict: "a table",
    }
    return names.get(what if isinstance(what, type) else type(what), repr(what))
