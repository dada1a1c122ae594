"""Reading a file of people: its encoding, its separator, and which column is what."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _

from kwis.core.folding import plain_words

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 50_000
SEPARATORS = (";", ",", "\t", "|")

# What people write above a column, folded, Dutch and English.
COLUMNS: dict[str, tuple[str, ...]] = {
    "employee_number": ("personeelsnummer", "personeelsnr", "medewerkernummer", "medewerkersnummer", "employee number", "employee id", "staff number"),
    "given_name": ("voornaam", "roepnaam", "first name", "given name"),
    "prefix": ("tussenvoegsel", "tussenvoegsels", "voorvoegsel", "prefix", "infix"),
    "family_name": ("achternaam", "familienaam", "last name", "family name", "surname"),
    "name": ("naam", "volledige naam", "name", "full name"),
    "salutation": ("aanhef", "aanspreekvorm", "salutation", "how to address"),
    "function": ("functie", "functienaam", "function", "job title", "position"),
    "email": ("e mail", "email", "e mailadres", "emailadres", "mailadres", "mail", "e mail address", "email address"),
    "phone": ("telefoon", "telefoonnummer", "toestel", "vast nummer", "phone", "telephone", "phone number"),
    "mobile": ("mobiel", "mobiel nummer", "gsm", "06 nummer", "mobile", "mobile number", "cell"),
    "department": ("afdeling", "afdelingscode", "organisatie", "team afdeling", "department", "organisation", "organization", "unit"),
    "place": ("ruimte", "kamer", "werkplek", "kamernummer", "plaats", "locatie", "room", "place", "location"),
    "manager": ("leidinggevende", "manager", "chef", "supervisor"),
    "language": ("taal", "language"),
    "external": ("extern", "van buiten", "external", "from outside"),
    "active": ("actief", "in gebruik", "in dienst", "active", "in use"),
}  # fmt: skip
BY_HEADING = {
    heading: column
    for column, headings in COLUMNS.items()
    for heading in (*headings, column.replace("_", " "))
}


class Reader(Protocol):
    """What is used of a CSV reader: rows, and on which line of the file it is."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...

    def __next__(self) -> list[str]: ...


class FileRefused(ValueError):
    """The file as a whole cannot be read; the message says why, in the user's language."""


@dataclass(frozen=True)
class Row:
    """`line` is where the row begins in the file; `cells` by column, without empty ones; `wrong` says what is wrong."""

    line: int
    cells: dict[str, str]
    wrong: str = ""


@dataclass(frozen=True)
class PeopleFile:
    rows: list[Row]
    columns: dict[str, str]
    left_alone: list[str]


def read_file(data: bytes) -> PeopleFile:
    """Rows by column. `columns` is heading -> column, `left_alone` the headings that mean nothing here.

    Raises `FileRefused`.
    """
    text = _decode(data)
    separator, text = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return _read(reader)
    except csv.Error:
        raise FileRefused(
            _("Line %(line)s cannot be read. Is a quotation mark missing?") % {"line": reader.line_num}
        ) from None


def _read(reader: Reader) -> PeopleFile:
    headings = [heading.strip() for heading in next(reader, [])]
    columns = _columns(headings)
    rows = []
    before = reader.line_num
    for cells in reader:
        line, before = before + 1, reader.line_num
        if any(cell.strip() for cell in cells):
            rows.append(_row(line, cells, headings, columns))
        if len(rows) > MOST_ROWS:
            raise FileRefused(
                _("This file has more than %(limit)s people. Divide it over several files.")
                % {"limit": MOST_ROWS}
            )
    if not rows:
        raise FileRefused(_("There are no people in this file."))
    return PeopleFile(rows, columns, [heading for heading in headings if heading and heading not in columns])


def _row(line: int, cells: list[str], headings: list[str], columns: dict[str, str]) -> Row:
    if any(cell.strip() for cell in cells[len(headings) :]):
        return Row(line, {}, _("This line has more cells than there are headings."))
    read = {
        columns[heading]: " ".join(cell.split())
        for heading, cell in zip(headings, cells, strict=False)
        if heading in columns and cell.strip()
    }
    return Row(line, read)


def _columns(headings: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for heading in headings:
        column = BY_HEADING.get(plain_words(heading))
        if column is None:
            continue
        if column in found.values():
            raise FileRefused(_("Two columns are both about “%(heading)s”.") % {"heading": heading})
        found[heading] = column
    known = set(found.values())
    if not {"family_name", "name"} & known:
        raise FileRefused(_("There is no column with the last name. The first line must hold the headings."))
    if not {"employee_number", "email"} & known:
        raise FileRefused(_("There is no column with the employee number or the e-mail address."))
    return found


def _decode(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise FileRefused(
            _("This file is too large. The limit is %(limit)s MB.") % {"limit": MOST_BYTES // (1024 * 1024)}
        )
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise FileRefused(_("This is a spreadsheet. Save it as CSV first, and choose that file."))
    encodings = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise FileRefused(_("This is not a text file. Save the list as CSV, and choose that file."))


def _separator(text: str) -> tuple[str, str]:
    """What stands between cells: as Excel says in a first line `sep=;`, else what divides the headings best."""
    first, _newline, rest = text.lstrip("\r\n").partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[4], rest
    best = max(SEPARATORS, key=lambda one: len(next(csv.reader([first.strip()], delimiter=one), [])))
    return best, text.lstrip("\r\n")
