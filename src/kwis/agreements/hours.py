"""Opening hours of a week, read from one line of text: `mon-fri 08:00-12:00,13:00-17:00; sat 09:00-12:00`.

Times are wall clock times of the place the hours are for. Groups are separated by `;`. Hours that overlap or touch are
taken together: open is open. A span ends at `24:00` at the latest; what runs past midnight is written as two days,
because a swapped begin and end is a far more common slip than a night shift.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Span = tuple[int, int]
"""From and until, in seconds after midnight on the wall clock; until is not included."""

DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WHOLE_DAY = 24 * 3600

_SPELLINGS = (
    DAY_NAMES,
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    ("ma", "di", "wo", "do", "vr", "za", "zo"),
    ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
)
_DAYS = {name: number for names in _SPELLINGS for number, name in enumerate(names)}
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})")


def _(text: str) -> str:
    """Marks a text for translation without needing Django here; who shows the error translates `template`."""
    return text


class HoursError(ValueError):
    """The text is not opening hours. `template` and `part` let a page say it in the reader's language."""

    def __init__(self, template: str, part: str = "") -> None:
        super().__init__(template % {"part": part})
        self.template = template
        self.part = part


@dataclass(frozen=True)
class WorkHours:
    """The open spans of Monday (0) to Sunday (6), sorted, none touching the next."""

    week: tuple[tuple[Span, ...], ...]

    @classmethod
    def parse(cls, text: str) -> "WorkHours":
        """Read hours as people write them: English or Dutch day names, any case, spaces where they like."""
        week: list[list[Span]] = [[] for _day in DAY_NAMES]
        for group in _groups(text):
            days, spans = _read_group(group)
            for day in days:
                week[day].extend(spans)
        if not any(week):
            raise HoursError(_("There are no opening hours."))
        return cls(tuple(_joined(spans) for spans in week))

    def __str__(self) -> str:
        return self.written()

    def written(self, day_names: Sequence[str] = DAY_NAMES) -> str:
        """The shortest usual way to write these hours; `parse` reads English and Dutch day names back."""
        groups: list[tuple[int, int, tuple[Span, ...]]] = []
        for day, spans in enumerate(self.week):
            if not spans:
                continue
            if groups and groups[-1][1] == day - 1 and groups[-1][2] == spans:
                groups[-1] = (groups[-1][0], day, spans)
            else:
                groups.append((day, day, spans))
        return "; ".join(
            f"{day_names[first] if first == last else f'{day_names[first]}-{day_names[last]}'} {written_spans(spans)}"
            for first, last, spans in groups
        )


def parse_spans(text: str) -> tuple[Span, ...]:
    """Read the hours of one day, `09:00-12:00,13:00-15:00`; an empty text is a closed day."""
    return _joined(_read_spans(_tight(text))) if text.strip() else ()


def written_spans(spans: tuple[Span, ...]) -> str:
    return ",".join(f"{_written_time(begin)}-{_written_time(end)}" for begin, end in spans)


def _groups(text: str) -> Iterator[str]:
    for group in text.split(";"):
        if group.strip():
            yield _tight(group)


def _tight(text: str) -> str:
    """Lower case, plain hyphens, no spaces around hyphens and commas: what remains separates days from times."""
    return re.sub(r"\s*([-,])\s*", r"\1", re.sub("[‐‑‒–—]", "-", text.strip().lower()))


def _read_group(group: str) -> tuple[list[int], list[Span]]:
    days_text, _space, spans_text = group.partition(" ")
    if _TIME.match(days_text):
        raise HoursError(_("“%(part)s” says no days. Write for example mon-fri 08:00-17:00."), group)
    days = [day for part in days_text.split(",") for day in _read_days(part)]
    if not spans_text.strip():
        raise HoursError(_("“%(part)s” says no times. Write for example mon-fri 08:00-17:00."), group)
    return days, _read_spans(spans_text.strip())


def _read_days(text: str) -> list[int]:
    names = text.split("-")
    for name in names:
        if name not in _DAYS:
            raise HoursError(_("“%(part)s” is not a day. Write mon, tue, wed, thu, fri, sat or sun."), name)
    if len(names) > 2:
        raise HoursError(_("“%(part)s” is not a row of days. Write for example mon-fri."), text)
    first, last = _DAYS[names[0]], _DAYS[names[-1]]
    return [day % 7 for day in range(first, last + 1 if last >= first else last + 8)]


def _read_spans(text: str) -> list[Span]:
    return [_read_span(part) for part in text.split(",")]


def _read_span(text: str) -> Span:
    ends = text.split("-")
    if len(ends) != 2:
        raise HoursError(_("“%(part)s” is not a begin and an end. Write for example 08:00-17:00."), text)
    begin, end = _read_time(ends[0]), _read_time(ends[1])
    if begin == end:
        raise HoursError(_("“%(part)s” begins and ends at the same time. A whole day is 00:00-24:00."), text)
    if begin > end:
        raise HoursError(
            _(
                "“%(part)s” ends before it begins. Write a night as two days: mon 22:00-24:00; tue 00:00-06:00."
            ),
            text,
        )
    return begin, end


def _read_time(text: str) -> int:
    match = _TIME.fullmatch(text)
    if match is None:
        raise HoursError(_("“%(part)s” is not a time. Write for example 08:00."), text)
    hour, minute = int(match[1]), int(match[2])
    if minute > 59 or hour > 24 or (hour == 24 and minute):
        raise HoursError(_("“%(part)s” is not a time between 00:00 and 24:00."), text)
    return hour * 3600 + minute * 60


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return tuple(joined)


def _written_time(second: int) -> str:
    return f"{second // 3600:02}:{second % 3600 // 60:02}"
