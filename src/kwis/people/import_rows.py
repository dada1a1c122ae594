"""From a row of a file to a person: every cell checked, everything it names looked up."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils.translation import gettext as _

from kwis.core.folding import plain_words
from kwis.people.models import Organisation, Person, PersonAddress, Place
from kwis.people.naming import digits

TEXTS = ("given_name", "prefix", "family_name", "salutation", "function", "employee_number")
YES = frozenset({"ja", "j", "yes", "y", "1", "true", "waar", "x"})
NO = frozenset({"nee", "n", "no", "0", "false", "onwaar"})
LANGUAGES = {"nl": "nl", "nederlands": "nl", "dutch": "nl", "en": "en", "engels": "en", "english": "en"}


class RowRefused(ValueError):
    """This row cannot be taken; the message says why, in the user's language."""


@dataclass
class Draft:
    """A row that can become a person. `person` is the one it is about, or a new one; `manager` as it was written."""

    line: int
    person: Person
    email: str = ""
    numbers: list[str] = field(default_factory=list)
    manager: str = ""

    @property
    def label(self) -> str:
        return " ".join(
            part for part in (self.person.given_name, self.person.prefix, self.person.family_name) if part
        )


class Known:
    """What the database knows when the import begins, in a few queries for the whole file."""

    def __init__(self) -> None:
        self.departments = _index(Organisation.objects.filter(active=True), "code", "name")
        self.places = _index(Place.objects.filter(active=True), "path", "label", "name")
        people = Person.objects.select_related("organisation", "place", "manager").prefetch_related(
            "addresses", "numbers"
        )
        self.people: dict[int, Person] = people.select_for_update(of=("self",)).in_bulk()
        self.by_number: dict[str, list[Person]] = defaultdict(list)
        self.by_name: dict[str, list[Person]] = defaultdict(list)
        for person in self.people.values():
            if person.employee_number:
                self.by_number[person.employee_number.casefold()].append(person)
            self.by_name[plain_words(person.name)].append(person)
        self.by_address = {
            value.lower(): self.people[key]
            for value, key in PersonAddress.objects.values_list("value", "person_id")
            if key in self.people
        }

    def find(self, text: str) -> list[Person]:
        """The people that a number, address or name in a cell may mean."""
        address = self.by_address.get(text.lower())
        return (
            self.by_number.get(text.casefold())
            or ([address] if address else [])
            or self.by_name.get(plain_words(text), [])
        )


def draft_of(line: int, cells: dict[str, str], known: Known) -> Draft:
    """Raises `RowRefused`. Nothing is saved; an empty cell leaves what is known of the person as it is."""
    given = _names(cells)
    email = _email(cells.get("email", ""))
    person = _person(given.get("employee_number", ""), email, known)
    if person.pk is None and not given.get("family_name"):
        raise RowRefused(_("The last name is missing."))
    numbers = [_number(cells[name]) for name in ("phone", "mobile") if cells.get(name)]
    # all is read before anything is set: a refused row leaves the person as they were
    for name, value in _values(given, known).items():
        setattr(person, name, value)
    return Draft(line, person, email, numbers, cells.get("manager", ""))


def _values(cells: dict[str, str], known: Known) -> dict[str, Any]:
    values: dict[str, Any] = {name: _fitting(name, cells[name]) for name in TEXTS if cells.get(name)}
    if cells.get("department"):
        values["organisation"] = _one(known.departments, cells["department"], _("a department"))
    if cells.get("place"):
        values["place"] = _one(known.places, cells["place"], _("a room"))
    if cells.get("language"):
        values["language"] = _language(cells["language"])
    for name in ("external", "active"):
        if cells.get(name):
            values[name] = _yes_or_no(cells[name])
    return values


def _names(cells: dict[str, str]) -> dict[str, str]:
    """The cells, with a full name divided: the last word is the last name, unless the columns say it themselves."""
    if "name" not in cells or "family_name" in cells:
        return cells
    if "," in cells["name"]:
        family, _comma, given = cells["name"].partition(",")
    else:
        given, _space, family = cells["name"].rpartition(" ")
    return {"given_name": given.strip(), **cells, "family_name": family.strip()}


def _person(number: str, email: str, known: Known) -> Person:
    if not number and not email:
        raise RowRefused(_("The employee number or the e-mail address is needed, to know who this is."))
    numbered = known.by_number.get(number.casefold(), []) if number else []
    if len(numbered) > 1:
        raise RowRefused(_("Several people have the employee number %(number)s.") % {"number": number})
    addressed = known.by_address.get(email.lower()) if email else None
    if numbered and addressed is not None and addressed.pk != numbered[0].pk:
        raise RowRefused(_("The address %(address)s belongs to somebody else.") % {"address": email})
    if addressed is not None and not numbered and number and addressed.employee_number:
        raise RowRefused(
            _("The address %(address)s belongs to somebody with another employee number.")
            % {"address": email}
        )
    found = numbered[0] if numbered else addressed
    return found if found is not None else Person()


def _fitting(name: str, text: str) -> str:
    most: int = Person._meta.get_field(name).max_length  # type: ignore[union-attr, assignment]
    if len(text) > most:
        raise RowRefused(
            _("“%(text)s” is too long. Use at most %(limit)s characters.")
            % {"text": f"{text[:30]}…", "limit": most}
        )
    return "".join(c for c in text if c.isprintable())


def _email(text: str) -> str:
    if text:
        try:
            validate_email(text)
        except ValidationError:
            raise RowRefused(_("“%(text)s” is not an e-mail address.") % {"text": text[:80]}) from None
    return text


def _number(text: str) -> str:
    if len(text) > 40 or not 3 <= len(digits(text).lstrip("+")) <= 15:
        raise RowRefused(_("“%(text)s” is not a telephone number.") % {"text": text[:40]})
    return text


def _language(text: str) -> str:
    try:
        return LANGUAGES[text.casefold()]
    except KeyError:
        raise RowRefused(_("The language is nl or en, not “%(text)s”.") % {"text": text[:20]}) from None


def _yes_or_no(text: str) -> bool:
    if text.casefold() in YES | NO:
        return text.casefold() in YES
    raise RowRefused(_("Write yes or no, not “%(text)s”.") % {"text": text[:20]})


Index = list[dict[str, list[Any]]]


def _index(rows: Iterable[models.Model], *names: str) -> Index:
    """For each of the names a table from folded text to rows; an earlier name goes before a later one."""
    found: Index = [defaultdict(list) for _name in names]
    for row in rows:
        for table, name in zip(found, names, strict=True):
            table[plain_words(getattr(row, name))].append(row)
    return found


def _one(index: Index, text: str, what: str) -> Any:
    for table in index:
        rows = table.get(plain_words(text), [])
        if len(rows) > 1:
            raise RowRefused(_("“%(text)s” can be several things. Write its code.") % {"text": text[:80]})
        if rows:
            return rows[0]
    raise RowRefused(_("“%(text)s” is not known as %(what)s.") % {"text": text[:80], "what": what})
