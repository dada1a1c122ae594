"""The types of question, each with how an answer is read: from what was sent to (value, text)."""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from kwis.catalogue.models import FormField
from kwis.core.models import StoredFile
from kwis.core.wording import say
from kwis.people.models import Person, Place
from kwis.people.naming import digits

SHORT = 500
LONG = 20_000
MOST_FILES = 20
LARGEST = Decimal(10) ** 12

Read = tuple[Any, str]


class Refused(ValueError):
    """Why this answer cannot be taken, in the user's language."""


def given(raw: Mapping[str, Any], key: str) -> list[str]:
    """What was sent for a question, as texts without the empty ones; a browser may send one key several times."""
    sent = raw.getlist(key) if hasattr(raw, "getlist") else raw.get(key)
    items = sent if isinstance(sent, list | tuple) else [sent]
    texts = [_text(item) for item in items]
    return [text for text in texts if text]


def read(field: FormField, sent: list[str]) -> Read:
    """The typed value and its text. Raises `Refused`."""
    if field.type == FormField.Type.SEVERAL:
        return _several(field, sent)
    if field.type == FormField.Type.FILE:
        return _files(sent)
    if len(sent) > 1:
        raise Refused(_("Give one answer here."))
    return READERS[FormField.Type(field.type)](field, sent[0])


def as_sent(field: FormField, value: Any) -> list[str]:
    """The other way round: what a browser sends for this typed value, to fill a field with it."""
    if isinstance(value, list):
        return [str(one) for one in value]
    if field.type == FormField.Type.NUMBER and isinstance(value, int | float):
        return [number_format(value, use_l10n=True, force_grouping=False)]
    if field.type == FormField.Type.MONEY:
        return [number_format(Decimal(value), decimal_pos=2, use_l10n=True, force_grouping=False)]
    return [str(value)]


def _text(item: Any) -> str:
    if item is None or isinstance(item, dict | list | tuple | bool):
        # a program that sends a structure gets the error of the type, not a crash
        return "" if item is None or item in ({}, [], ()) else str(item)[:SHORT]
    return str(item).replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").strip()


def _one_line(_field: FormField, sent: str) -> Read:
    line = " ".join(sent.split())
    if len(line) > SHORT:
        raise Refused(_("This is too long. Use at most %(limit)s characters.") % {"limit": SHORT})
    return line, line


def _lines(_field: FormField, sent: str) -> Read:
    if len(sent) > LONG:
        raise Refused(_("This is too long. Use at most %(limit)s characters.") % {"limit": LONG})
    return sent, sent


def _number(_field: FormField, sent: str) -> Read:
    number = _decimal(sent, _("Write a number, for example 12 or 2.5."))
    value: int | float = int(number) if number == number.to_integral_value() else float(number)
    return value, number_format(value, use_l10n=True, force_grouping=False)


def _money(_field: FormField, sent: str) -> Read:
    wrong = _("Write an amount in euro, for example 12 or 12.50.")
    bare = re.sub(r"^(€|eur|euro)|(€|eur|euro|,-)$", "", sent.strip().lower()).strip()
    # nobody writes thousandths of a euro: a single point or comma before three digits sets thousands apart
    if re.fullmatch(r"[0-9]{1,3}[.,][0-9]{3}", bare):
        bare = re.sub(r"[.,]", "", bare)
    amount = _decimal(bare, wrong)
    if amount < 0 or amount != round(amount, 2):
        raise Refused(wrong)
    value = f"{amount:.2f}"
    return value, f"€ {number_format(amount, decimal_pos=2, use_l10n=True, force_grouping=True)}"


def _decimal(sent: str, wrong: str) -> Decimal:
    """A number as people write it: 1250, 12,5, 1.250,50, 1,250.50 or 1.250.000."""
    bare = re.sub(r"\s", "", sent)
    if re.fullmatch(r"[+-]?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?", bare) and (bare.count(".") > 1 or "," in bare):
        bare = bare.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", bare) and (
        bare.count(",") > 1 or "." in bare
    ):
        bare = bare.replace(",", "")
    if not re.fullmatch(r"[+-]?[0-9]{1,30}([.,][0-9]{1,10})?", bare):
        raise Refused(wrong)
    number = Decimal(bare.replace(",", "."))
    if abs(number) >= LARGEST:
        raise Refused(_("This number is too large."))
    return number


def _date(_field: FormField, sent: str) -> Read:
    year_first = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", sent)
    day_first = re.fullmatch(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})", sent)
    parts = year_first.groups() if year_first else day_first.groups()[::-1] if day_first else None
    try:
        found = date(*map(int, parts)) if parts else None
    except ValueError:
        found = None
    if found is None or not 1900 <= found.year <= 2199:
        raise Refused(_("Write a date that exists, for example 24-03-2026."))
    return found.isoformat(), date_format(found, "DATE_FORMAT")


def _time(_field: FormField, sent: str) -> Read:
    parts = re.fullmatch(r"([0-9]{1,2})[:.]([0-9]{2})(?::[0-9]{2})?", sent)
    try:
        found = time(int(parts[1]), int(parts[2])) if parts else None
    except ValueError:
        found = None
    if found is None:
        raise Refused(_("Write a time, for example 09:30."))
    text = f"{found:%H:%M}"
    return text, text


def _labels(field: FormField) -> dict[str, str]:
    return {str(option["key"]): say(option.get("label")) or str(option["key"]) for option in field.options}


def _choice(field: FormField, sent: str) -> Read:
    labels = _labels(field)
    if sent not in labels:
        raise Refused(_("Choose one from the list."))
    return sent, labels[sent]


def _several(field: FormField, sent: list[str]) -> Read:
    labels = _labels(field)
    if not set(sent) <= set(labels):
        raise Refused(_("Choose only from the list."))
    chosen = [key for key in labels if key in sent]
    return chosen, ", ".join(labels[key] for key in chosen)


def _person(_field: FormField, sent: str) -> Read:
    found = Person.objects.filter(pk=_key(sent), active=True).first()
    if found is None:
        raise Refused(_("Choose a person from the list."))
    return found.pk, found.name


def _place(_field: FormField, sent: str) -> Read:
    found = Place.objects.filter(pk=_key(sent), active=True).first()
    if found is None:
        raise Refused(_("Choose a place from the list."))
    return found.pk, found.label


def _key(sent: str) -> int:
    """The id that was sent; 0, which is nobody's, for anything else."""
    return int(sent) if re.fullmatch(r"[0-9]{1,18}", sent) and sent.isascii() else 0


def _files(sent: list[str]) -> Read:
    if len(sent) > MOST_FILES:
        raise Refused(_("Add at most %(limit)s files.") % {"limit": MOST_FILES})
    tokens = list(dict.fromkeys(sent))
    names = dict(StoredFile.objects.filter(token__in=tokens).values_list("token", "name"))
    if len(names) != len(tokens):
        raise Refused(_("A file did not arrive. Please add it again."))
    return tokens, ", ".join(names[token] for token in tokens)


def _email(_field: FormField, sent: str) -> Read:
    try:
        validate_email(sent)
    except ValidationError:
        raise Refused(_("Write an e-mail address, for example name@example.org.")) from None
    return sent, sent


def _phone(_field: FormField, sent: str) -> Read:
    """As it was written; it must be dialled to something: three digits inside, up to fifteen outside."""
    line = " ".join(sent.split())
    number = digits(line).lstrip("+")
    if not re.fullmatch(r"[0-9+()./ -]{3,30}", line) or not 3 <= len(number) <= 15:
        raise Refused(_("Write a telephone number, for example 06 12345678."))
    return line, line


READERS: dict[FormField.Type, Callable[[FormField, str], Read]] = {
    FormField.Type.TEXT: _one_line,
    FormField.Type.LONG_TEXT: _lines,
    FormField.Type.NUMBER: _number,
    FormField.Type.MONEY: _money,
    FormField.Type.DATE: _date,
    FormField.Type.TIME: _time,
    FormField.Type.CHOICE: _choice,
    FormField.Type.PERSON: _person,
    FormField.Type.PLACE: _place,
    FormField.Type.EMAIL: _email,
    FormField.Type.PHONE: _phone,
}
