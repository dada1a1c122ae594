"""Ten services that nearly every organisation offers, to keep or drop at the first run."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

Texts = dict[str, str]


@dataclass(frozen=True)
class Area:
    """A category of the catalogue, and the back office that usually does its work."""

    name: Texts
    icon: str
    question: Any  # lazy words


@dataclass(frozen=True)
class Starter:
    code: str
    area: str
    kind: str
    icon: str
    name: Texts
    summary: Texts
    synonyms: dict[str, list[str]]
    confidential: bool = False
    popular: bool = False


AREAS = {
    "facility": Area(
        {"nl": "Facilitair", "en": "Facilities"}, "building", _("Back office for buildings and facilities")
    ),
    "ict": Area({"nl": "ICT", "en": "IT"}, "device-laptop", _("Back office for computers and telephones")),
    "hr": Area({"nl": "Personeel", "en": "People"}, "users", _("Back office for personnel matters")),
}

COUNTER = {"nl": "Balie", "en": "Counter"}  # a name is in one language

SERVICES = (
    Starter(
        "laptop-storing", "ict", "fault", "device-laptop",
        {"nl": "Computer of laptop doet het niet", "en": "Computer or laptop does not work"},
        {"nl": "Traag, vastgelopen of kapot", "en": "Slow, stuck or broken"},
        {"nl": ["pc", "notebook", "scherm zwart", "start niet op", "traag", "vastgelopen"], "en": ["pc", "notebook", "black screen", "slow", "frozen"]},
        popular=True,
    ),
    Starter(
        "wachtwoord", "ict", "fault", "lock-password",
        {"nl": "Inloggen lukt niet", "en": "Cannot log in"},
        {"nl": "Wachtwoord vergeten of account geblokkeerd", "en": "Password forgotten or account blocked"},
        {"nl": ["wachtwoord", "geblokkeerd", "account", "aanmelden", "code"], "en": ["password", "blocked", "account", "sign in", "code"]},
        popular=True,
    ),
    Starter(
        "printen", "ict", "fault", "printer",
        {"nl": "Printen en kopiëren", "en": "Printing and copying"},
        {"nl": "De printer hapert, of het papier of de toner is op", "en": "The printer fails, or is out of paper or toner"},
        {"nl": ["printer", "toner", "papier vast", "afdrukken", "scannen"], "en": ["printer", "toner", "paper jam", "print", "scan"]},
    ),
    Starter(
        "programma", "ict", "wish", "apps",
        {"nl": "Programma of toegang aanvragen", "en": "Ask for a program or access"},
        {"nl": "Een programma, een map of een gedeelde mailbox", "en": "A program, a folder or a shared mailbox"},
        {"nl": ["software", "applicatie", "rechten", "map", "mailbox", "licentie"], "en": ["software", "application", "rights", "folder", "mailbox", "licence"]},
    ),
    Starter(
        "nieuwe-medewerker", "hr", "wish", "user-plus",
        {"nl": "Nieuwe medewerker", "en": "New employee"},
        {"nl": "Account, werkplek en pas in één keer", "en": "Account, workplace and pass in one go"},
        {"nl": ["nieuwe collega", "in dienst", "eerste werkdag", "stagiair"], "en": ["new colleague", "new hire", "first day", "intern"]},
        popular=True,
    ),
    Starter(
        "personeelsvraag", "hr", "information", "heart-handshake",
        {"nl": "Vraag over werk en verlof", "en": "Question about work and leave"},
        {"nl": "Verlof, salaris, declaraties en regelingen", "en": "Leave, salary, expenses and arrangements"},
        {"nl": ["verlof", "salaris", "declaratie", "reiskosten", "ziek", "contract"], "en": ["leave", "salary", "expenses", "travel costs", "sick", "contract"]},
        confidential=True,
    ),
    Starter(
        "klimaat", "facility", "fault", "temperature",
        {"nl": "Te warm, te koud of benauwd", "en": "Too warm, too cold or stuffy"},
        {"nl": "Verwarming, koeling en frisse lucht", "en": "Heating, cooling and fresh air"},
        {"nl": ["verwarming", "airco", "koud", "warm", "tocht", "ventilatie"], "en": ["heating", "air conditioning", "cold", "warm", "draught"]},
    ),
    Starter(
        "gebouw-storing", "facility", "fault", "tools",
        {"nl": "Iets in het gebouw is kapot", "en": "Something in the building is broken"},
        {"nl": "Lamp, deur, lift, toilet of meubel", "en": "Lamp, door, lift, toilet or furniture"},
        {"nl": ["lamp", "deur", "slot", "lift", "toilet", "lekkage", "stoel", "bureau"], "en": ["lamp", "door", "lock", "lift", "toilet", "leak", "chair", "desk"]},
        popular=True,
    ),
    Starter(
        "toegangspas", "facility", "wish", "id-badge-2",
        {"nl": "Pas of sleutel", "en": "Pass or key"},
        {"nl": "Aanvragen, verloren of doet het niet", "en": "Ask for one, lost one, or it does not work"},
        {"nl": ["toegangspas", "badge", "druppel", "sleutel", "pas kwijt"], "en": ["access card", "badge", "key", "lost pass"]},
    ),
    Starter(
        "schoonmaak", "facility", "complaint", "wash",
        {"nl": "Schoonmaak en afval", "en": "Cleaning and waste"},
        {"nl": "Iets is vies, vol of op", "en": "Something is dirty, full or finished"},
        {"nl": ["vies", "schoonmaken", "afval", "prullenbak", "toiletpapier", "zeep"], "en": ["dirty", "cleaning", "waste", "bin", "toilet paper", "soap"]},
    ),
)  # fmt: skip
