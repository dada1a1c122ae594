"""What is written in `content/`, as typed records. What each key means stands in the README there."""

import dataclasses
from dataclasses import dataclass
from datetime import date

Texts = dict[str, str]
Words = dict[str, list[str]]
Varied = str | list[str]
"""A text, or one for each telling."""


@dataclass(frozen=True)
class Municipality:
    code: str
    name: str
    mail_domain: str
    phone: str
    short_phone: str
    time_zone: str
    language: str


@dataclass(frozen=True)
class FreeDay:
    day: date
    name: str


@dataclass(frozen=True)
class Calendar:
    code: str
    name: Texts
    hours: str
    holidays: str
    extra_free_days: list[FreeDay]


@dataclass(frozen=True)
class Department:
    code: str
    parent: str
    name: Texts
    cost_centre: str
    share: int
    at: str


@dataclass(frozen=True)
class DeskEntry:
    code: str
    name: Texts
    email: str
    phone: str
    short_phone: str
    calendar: str
    place: str
    manager: str
    departments: list[str]
    closing_term_days: int
    reminder_after_days: int
    about: Texts


@dataclass(frozen=True)
class CounterEntry:
    name: str
    desk: str
    place: str


@dataclass(frozen=True)
class TeamEntry:
    code: str
    name: Texts
    department: str
    role: str
    email: str
    lead: str
    desk: str = ""
    confidential: bool = False


@dataclass(frozen=True)
class Contract:
    number: str
    start: date
    end: date
    notice: date
    what: Texts
    agreed_hours: float
    target_percent: int
    yearly_cost: int
    owner: str
    services: list[str]


@dataclass(frozen=True)
class SupplierEntry:
    code: str
    name: str
    email: str
    phone: str
    contact: str
    about: Texts
    contract: Contract


@dataclass(frozen=True)
class TargetEntry:
    priority: int
    respond_hours: float
    solve_hours: float


@dataclass(frozen=True)
class LogIn:
    login_name: str
    person: str
    role: str
    scope: str
    about: Texts


@dataclass(frozen=True)
class Note:
    person: str
    text: Texts
    purpose: Texts
    until: date


@dataclass(frozen=True)
class PlaceEntry:
    code: str
    parent: str
    kind: str
    name: str
    address: str = ""
    use: str = ""
    seats: int = 0


@dataclass(frozen=True)
class PersonEntry:
    code: str
    given: str
    prefix: str
    family: str
    function: str
    department: str
    place: str
    phone: str
    email: str
    mobile: str = ""
    team: str = ""
    manager: str = ""
    language: str = "nl"
    starts: date | None = None


@dataclass(frozen=True)
class Background:
    code: str
    weight: int
    given: list[str]
    family: list[list[str]]


@dataclass(frozen=True)
class External:
    organisation: str
    people: list[str]


@dataclass(frozen=True)
class Names:
    """From these the people without a name of their own are made."""

    seed: int
    total: int
    mobile_share: float
    english_share: float
    background: list[Background]
    titles: dict[str, list[str]]
    external: list[External]


@dataclass(frozen=True)
class CategoryEntry:
    code: str
    department: str
    icon: str
    name: Texts
    summary: Texts


@dataclass(frozen=True)
class AudienceEntry:
    code: str
    name: Texts
    managers_only: bool
    organisations: list[str]
    sites: list[str]
    externals: bool


@dataclass(frozen=True)
class Condition:
    field: str
    equals: str


@dataclass(frozen=True)
class Option:
    value: str
    nl: str
    en: str


@dataclass(frozen=True)
class FieldEntry:
    key: str
    type: str
    label: Texts
    required: bool = False
    help: Texts = dataclasses.field(default_factory=dict)
    options: list[Option] = dataclasses.field(default_factory=list)
    shown_if: Condition | None = None


@dataclass(frozen=True)
class PlanStepEntry:
    key: str
    title: Texts
    instruction: Texts
    needs: list[str]
    due_hours: float
    team: str = ""
    supplier: str = ""
    customer_label: Texts = dataclasses.field(default_factory=dict)
    condition: Condition | None = None


@dataclass(frozen=True)
class QuestionEntry:
    key: str
    text: Texts
    answers: list[Option] = dataclasses.field(default_factory=list)


@dataclass(frozen=True)
class FixCondition:
    question: str
    equals: str


@dataclass(frozen=True)
class FixEntry:
    title: Texts
    steps: Words
    when: FixCondition | None = None


@dataclass(frozen=True)
class Cost:
    amount: str
    unit: Texts


@dataclass(frozen=True)
class ServiceEntry:
    code: str
    category: str
    department: str
    kind: str
    icon: str
    audience: str
    team: str
    start: str
    confidential: bool
    delivery_hours: float
    name: Texts
    summary: Texts
    text: Texts
    delivery: Texts
    synonyms: Words
    targets: dict[str, float]
    popular: bool = False
    cost: Cost | None = None
    field: list[FieldEntry] = dataclasses.field(default_factory=list)
    step: list[PlanStepEntry] = dataclasses.field(default_factory=list)
    question: list[QuestionEntry] = dataclasses.field(default_factory=list)
    fix: list[FixEntry] = dataclasses.field(default_factory=list)


@dataclass(frozen=True)
class ArticleEntry:
    code: str
    title: Texts
    summary: Texts
    body: Texts
    services: list[str]
    audience: str
    synonyms: Words


@dataclass(frozen=True)
class LetterEntry:
    code: str
    to: str
    when: Texts
    subject: Texts
    body: Texts


@dataclass(frozen=True)
class TemplateEntry:
    code: str
    name: Texts
    body: Texts
    services: list[str] = dataclasses.field(default_factory=list)


@dataclass(frozen=True)
class RuleFact:
    fact: str
    equal: str


@dataclass(frozen=True)
class RuleAction:
    action: str
    team: str
    title: Texts
    customer_label: Texts
    instruction: Texts
    due_hours: float


@dataclass(frozen=True)
class RuleEntry:
    code: str
    name: Texts
    why: Texts
    active: bool
    owner: str
    event: str
    all: list[RuleFact]
    do: list[RuleAction]


@dataclass(frozen=True)
class StoryStep:
    """One step of a call: `do` says which, and so which of the other keys are filled."""

    after: str
    do: str
    text: Varied = ""
    words: Varied = ""
    face: Varied = ""
    service: str = ""
    kind: str = ""
    how: str = ""
    within: str = ""
    reason: Varied = ""
    person: str = ""
    plan: bool = False
    team: str = ""
    supplier: str = ""
    title: Varied = ""
    instruction: Varied = ""
    customer_label: Varied = ""
    needs: list[int] = dataclasses.field(default_factory=list)
    order: int | str = ""
    customer_text: Varied = ""
    cause: str = ""
    founded: bool | None = None


@dataclass(frozen=True)
class Story:
    code: str
    service: str
    kind: str
    channels: list[str]
    times: int
    place: str
    confidential: bool
    subjects: list[str]
    words: list[str]
    steps: list[StoryStep]
    months: list[int] = dataclasses.field(default_factory=list)
    at: str = ""
    language: str = "nl"
    by_name: str = ""
    outside: bool = False
    spoken: list[str] = dataclasses.field(default_factory=list)
    answers: dict[str, Varied] = dataclasses.field(default_factory=dict)
