"""The translations, without any tool outside Python: `python -m kwis.config.translating compile|missing`.

`compile` makes the .mo files that Django reads (never in git) from each room's django.po. `missing` lists
what the sources ask for and Dutch does not have, and what Dutch has and nobody asks for any more.
"""

import ast
import os
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import django
import polib
from django.conf import settings
from django.utils.translation.template import templatize

ROOMS = Path(__file__).resolve().parents[1]
LANGUAGES = ("nl",)  # English stands in the sources
# how many leading arguments are the message, and whether the first one is its context
FUNCTIONS = {
    "_": "m",
    "gettext": "m",
    "gettext_lazy": "m",
    "gettext_noop": "m",
    "ngettext": "mp",
    "ngettext_lazy": "mp",
    "pgettext": "cm",
    "pgettext_lazy": "cm",
    "npgettext": "cmp",
    "npgettext_lazy": "cmp",
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|(?<!%)%[sd]|\{\w*\}")
CALL_IN_TEMPLATE = re.compile(r"""(?<![\w.])(n?p?gettext|_)\(""")

Message = tuple[str, str]  # context, English text


def po_files() -> list[Path]:
    return sorted(ROOMS.glob("*/locale/*/LC_MESSAGES/django.po"))


def compile_all() -> None:
    """Make each django.mo that is older than its django.po."""
    for source in po_files():
        made = source.with_suffix(".mo")
        if not made.exists() or made.stat().st_mtime < source.stat().st_mtime:
            aside = made.with_suffix(f".{os.getpid()}.new")
            polib.pofile(str(source)).save_as_mofile(str(aside))
            aside.replace(made)


def asked_for(room: Path) -> dict[Message, str]:
    """Every message that a room's Python and templates ask for, with the first place that does."""
    found: dict[Message, str] = {}
    for source in sorted(room.rglob("*.py")):
        if not {"tests", "migrations"} & set(source.parts):
            for message, line in _in_python(source.read_text(encoding="utf-8")):
                found.setdefault(message, f"{source.relative_to(ROOMS)}:{line}")
    for source in sorted([*room.rglob("templates/**/*.html"), *room.rglob("templates/**/*.txt")]):
        for message in _in_template(source.read_text(encoding="utf-8")):
            found.setdefault(message, str(source.relative_to(ROOMS)))
    return found


def translated(room: Path, language: str) -> dict[Message, bool]:
    """What a room's django.po holds: True when it is translated and not marked as doubtful."""
    source = room / "locale" / language / "LC_MESSAGES" / "django.po"
    if not source.exists():
        return {}
    return {
        (entry.msgctxt or "", entry.msgid): entry.translated() and not entry.fuzzy
        for entry in polib.pofile(str(source))
        if not entry.obsolete
    }


def misplaced(room: Path, language: str) -> list[str]:
    """Translations with other placeholders than the message has: they would fail, or leave something out."""
    source = room / "locale" / language / "LC_MESSAGES" / "django.po"
    entries = polib.pofile(str(source)) if source.exists() else []
    lines = []
    for entry in entries:
        if entry.obsolete or not entry.translated():
            continue
        wanted = set(PLACEHOLDER.findall(entry.msgid + (entry.msgid_plural or "")))
        forms = [entry.msgstr] if entry.msgstr else list(entry.msgstr_plural.values())
        # "one call" may leave its number out; the other forms may not
        if set(PLACEHOLDER.findall(forms[-1])) != wanted or not all(
            set(PLACEHOLDER.findall(form)) <= wanted for form in forms
        ):
            lines.append(
                f"{source.relative_to(ROOMS)}:{entry.linenum}: other placeholders than {entry.msgid!r}"
            )
    return lines


def contradicting(language: str) -> list[str]:
    """Messages that two rooms translate differently: Django shows one of them in both rooms. They need a context."""
    said: dict[Message, tuple[str, str]] = {}
    lines = []
    for source in po_files():
        room = source.relative_to(ROOMS).parts[0]
        for entry in polib.pofile(str(source)) if source.parts[-3] == language else ():
            words = entry.msgstr or str(entry.msgstr_plural)
            first, where = said.setdefault((entry.msgctxt or "", entry.msgid), (words, room))
            if first != words:
                lines.append(f"{room}: {entry.msgid!r} is {words!r} here and {first!r} in {where}")
    return lines


@cache
def _of_django(language: str) -> set[Message]:
    """What Django itself translates, such as the names of languages."""
    source = Path(django.__file__).parent / "conf" / "locale" / language / "LC_MESSAGES" / "django.po"
    return {(entry.msgctxt or "", entry.msgid) for entry in polib.pofile(str(source)) if entry.translated()}


def missing() -> list[str]:
    """One line for each message without a translation, translation without a message, and wrong placeholder."""
    lines = [line for language in LANGUAGES for line in contradicting(language)]
    for room in sorted(path for path in ROOMS.iterdir() if path.is_dir()):
        asked = asked_for(room)
        for language in LANGUAGES:
            held = translated(room, language)
            lines += misplaced(room, language)
            lines += [
                f"{place}: not in {language}: {message[1]!r}"
                for message, place in asked.items()
                if not held.get(message) and message not in _of_django(language)
            ]
            lines += [
                f"{room.name}/locale/{language}: nobody asks for {message[1]!r}"
                for message in held
                if message not in asked
            ]
    return lines


def _in_python(code: str) -> Iterator[tuple[Message, int]]:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            message = _message(FUNCTIONS.get(name, ""), node.args)
            if message:
                yield message, node.lineno


def _in_template(source: str) -> Iterator[Message]:
    code = templatize(source)
    for call in CALL_IN_TEMPLATE.finditer(code):
        try:
            node = ast.parse(_balanced(code[call.start() :]), mode="eval").body
        except SyntaxError:
            continue
        if isinstance(node, ast.Call):
            message = _message(FUNCTIONS[call[1]], node.args)
            if message:
                yield message


def _balanced(code: str) -> str:
    """The call that the text begins with, up to the bracket that closes it."""
    end = quote = 0
    depth = 0
    for end, sign in enumerate(code):
        if quote:
            if sign == chr(quote) and code[end - 1] != "\\":
                quote = 0
        elif sign in "'\"":
            quote = ord(sign)
        elif sign in "()":
            depth += 1 if sign == "(" else -1
            if depth == 0:
                break
    return code[: end + 1]


def _message(shape: str, arguments: list[ast.expr]) -> Message | None:
    if not shape or len(arguments) < len(shape):
        return None
    texts = [node.value if isinstance(node, ast.Constant) else None for node in arguments[: len(shape)]]
    named = dict(zip(shape, texts, strict=True))
    text = named["m"]
    if not isinstance(text, str) or not text:
        return None
    return str(named.get("c") or ""), text


def main() -> int:
    settings.configure(USE_I18N=True)
    if sys.argv[1:] == ["compile"]:
        compile_all()
        return 0
    if sys.argv[1:] == ["missing"]:
        lines = missing()
        print("\n".join(lines) or "Every message is translated.")
        return 1 if lines else 0
    print("usage: python -m kwis.config.translating compile|missing", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
