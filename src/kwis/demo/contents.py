"""All that is written in `content/`, read in one go."""

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from kwis.demo.reading import ContentError, read_as, read_file, read_list
from kwis.demo.written import (
    ArticleEntry,
    AudienceEntry,
    Calendar,
    CategoryEntry,
    CounterEntry,
    Department,
    DeskEntry,
    LetterEntry,
    LogIn,
    Municipality,
    Names,
    Note,
    PersonEntry,
    PlaceEntry,
    RuleEntry,
    ServiceEntry,
    Story,
    SupplierEntry,
    TargetEntry,
    TeamEntry,
    TemplateEntry,
)

FOLDER = Path(__file__).parent / "content"


@dataclass(frozen=True)
class Organisation:
    """`organisation.toml`; `owners` says who keeps the catalogue, the contracts and the knowledge true."""

    department: list[Department]
    gemeente: Municipality
    calendar: Calendar
    desk: list[DeskEntry]
    counter: list[CounterEntry]
    team: list[TeamEntry]
    supplier: list[SupplierEntry]
    target: list[TargetEntry]
    owners: dict[str, str]
    login: list[LogIn]
    note: list[Note]


@dataclass(frozen=True)
class Content:
    organisation: Organisation
    places: list[PlaceEntry]
    people: list[PersonEntry]
    names: Names
    categories: list[CategoryEntry]
    audiences: list[AudienceEntry]
    services: list[ServiceEntry]
    articles: list[ArticleEntry]
    letters: list[LetterEntry]
    templates: list[TemplateEntry]
    plain_words: dict[str, list[list[str]]]
    rules: list[RuleEntry]
    stories: list[Story]


@cache
def read_content(folder: Path = FOLDER) -> Content:
    """Read every file. Raises `ContentError` at the first thing that cannot be read."""
    return Content(
        organisation=_organisation(folder),
        places=_listed(folder, "places.toml", "place", PlaceEntry),
        people=_listed(folder, "people.toml", "person", PersonEntry),
        names=read_as(Names, read_file(folder / "names.toml"), "names.toml"),
        categories=_listed(folder, "categories.toml", "category", CategoryEntry),
        audiences=_listed(folder, "audiences.toml", "audience", AudienceEntry),
        services=[read_as(ServiceEntry, read_file(path), path.name) for path in _files(folder / "services")],
        articles=[read_as(ArticleEntry, read_file(path), path.name) for path in _files(folder / "articles")],
        letters=_listed(folder, "letters.toml", "letter", LetterEntry),
        templates=_listed(folder, "reply_templates.toml", "template", TemplateEntry),
        plain_words=read_file(folder / "plain_words.toml"),
        rules=_listed(folder, "rules.toml", "rule", RuleEntry),
        stories=[
            story
            for path in _files(folder / "stories")
            for story in _listed(path.parent, path.name, "story", Story)
        ],
    )


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


def _listed(folder: Path, name: str, key: str, record: type[Any]) -> list[Any]:
    raw = read_file(folder / name)
    if set(raw) != {key}:
        raise ContentError(
            f"{name}: it holds {', '.join(sorted(raw)) or 'nothing'} where only {key} is expected"
        )
    return read_list(record, raw[key], f"{name}, {key}")


def _organisation(folder: Path) -> Organisation:
    name = "organisation.toml"
    raw = read_file(folder / name)
    wanted = {field.name for field in fields(Organisation)}
    if set(raw) != wanted:
        raise ContentError(
            f"{name}: expected are {', '.join(sorted(wanted))}; found are {', '.join(sorted(raw))}"
        )
    return read_as(Organisation, raw, name)
