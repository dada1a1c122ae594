"""From bytes to text, whatever the charset is called and whether or not it is true.

Only codecs that turn bytes into text are used, by an allow-list: Python also knows codecs such as
`unicode_escape`, `idna` and `zlib`, and a sender chooses the name. UTF-7 is decoded here, before any
cleaning, so that its hidden tags are cleaned like any other (it is never handed to a browser).
"""

from __future__ import annotations

import codecs
import re


def _set_of(names: str) -> frozenset[str]:
    """Names parted by spaces, as a set: a list of them would fill the page."""
    return frozenset(names.split())


# Names as mail programs write them, where Python's own aliases do not know them or know a narrower set.
_NAMES = {
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "ksc5601": "cp949",
    "euc-kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "hz-gb-2312": "hz",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "ansi_x3.4-1968": "cp1252",
    "iso-8859-8-i": "iso8859-8",
    "iso-8859-8-e": "iso8859-8",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "sjis": "cp932",
    "windows-31j": "cp932",
    "windows-874": "cp874",
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
    "unicode-1-1-utf-7": "utf-7",
    "utf8mb4": "utf-8",
    "unicode": "utf-8",
    "big5-hkscs": "big5hkscs",
    "iso-2022-jp": "iso2022_jp_ext",
    "cp50220": "iso2022_jp_ext",
}

_TEXT_CODECS = _set_of(
    "ascii big5 big5hkscs cp037 cp1006 cp1026 cp1125 cp1140 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256"
    " cp1257 cp1258 cp437 cp500 cp720 cp737 cp775 cp850 cp852 cp855 cp856 cp857 cp858 cp860 cp861 cp862 cp863"
    " cp864 cp865 cp866 cp869 cp874 cp875 cp932 cp949 cp950 euc_jis_2004 euc_jisx0213 euc_jp euc_kr gb18030"
    " gb2312 gbk hz iso2022_jp iso2022_jp_1 iso2022_jp_2 iso2022_jp_2004 iso2022_jp_3 iso2022_jp_ext iso2022_kr"
    " iso8859-1 iso8859-10 iso8859-11 iso8859-13 iso8859-14 iso8859-15 iso8859-16 iso8859-2 iso8859-3 iso8859-4"
    " iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9 johab koi8-r koi8-t koi8-u kz1048 mac-cyrillic mac-greek"
    " mac-iceland mac-latin2 mac-roman mac-turkish ptcp154 shift_jis shift_jis_2004 shift_jisx0213 tis-620"
    " utf-16 utf-16-be utf-16-le utf-32 utf-32-be utf-32-le utf-7 utf-8 utf-8-sig"
)

_UNSOUND = re.compile("[\x00\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def sound(text: str) -> str:
    """Text that UTF-8 and PostgreSQL can hold: NUL and lone surrogates become the replacement character."""
    return _UNSOUND.sub("�", text)


def one_line(text: str) -> str:
    """A value for one line: no line break or control character survives, spaces run together (S9)."""
    return " ".join(_CONTROLS.sub(" ", sound(text)).split())


def codec_named(charset: str) -> str | None:
    """The name of an allowed codec for what a mail calls its charset, or None when it is not a text charset."""
    name = charset.strip().strip("\"'").lower()
    name = _NAMES.get(name, name)
    if not name or len(name) > 40 or not name.isascii():
        return None
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return found if found in _TEXT_CODECS else None


def text_from(content: bytes, charset: str = "") -> str:
    """Decode with the declared charset when it fits; else UTF-8 when that fits; else what fits best.

    A declared single-byte charset always "fits", so valid UTF-8 with non-ASCII letters is believed over a
    declared Latin-1: mail programs mislabel that way round far more often than the other.
    """
    codec = codec_named(charset)
    if codec in (None, "cp1252", "ascii"):
        whole = _decoded(content, "utf-8")
        if whole is not None:
            return sound(whole)
    if codec == "iso2022_jp_ext":
        # Half-width katakana and vendor characters sit outside the standard; try the wide tables one by one.
        for each in ("iso2022_jp", "iso2022_jp_ext", "iso2022_jp_2004"):
            whole = _decoded(content, each)
            if whole is not None:
                return sound(whole)
    if codec is not None:
        whole = _decoded(content, codec)
        if whole is not None:
            return sound(whole)
    whole = _decoded(content, "utf-8")
    if whole is not None:
        return sound(whole)
    if codec is not None and codec not in ("utf-8", "ascii"):
        return sound(content.decode(codec, "replace"))
    if codec == "utf-8" and not _looks_single_byte(content):
        return sound(content.decode("utf-8", "replace"))
    return sound(content.decode("cp1252", "replace"))


def fits_utf8(content: bytes) -> bool:
    """Whether the bytes are valid UTF-8."""
    return _decoded(content, "utf-8") is not None


def _decoded(content: bytes, codec: str) -> str | None:
    try:
        return content.decode(codec)
    except (UnicodeError, ValueError):
        return None


def _looks_single_byte(content: bytes) -> bool:
    """True when hardly any non-ASCII byte is part of a valid UTF-8 sequence: the label was wrong."""
    broken = content.decode("utf-8", "replace").count("�")
    high = sum(len(run) for run in re.findall(rb"[\x80-\xff]+", content))
    return broken * 2 > high
