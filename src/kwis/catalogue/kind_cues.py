"""Words that tell the kind of call before anything was learned: a table of pattern and weight per kind.

Patterns are matched on folded text (small letters, no accents), Dutch and English side by side.
"""

import re

from kwis.catalogue.kinds import Kind

_TABLE: dict[str, list[tuple[float, str]]] = {
    Kind.COMPLAINT: [
        (3.0, r"\bklacht\w*|\bklagen\b|\bcomplain\w*"),
        (
            2.0,
            r"\b(schandalig|belachelijk|onacceptabel|onbeschoft|ontevreden|teleurgesteld|te gek voor woorden)\w*",
        ),
        (2.0, r"\b(unacceptable|ridiculous|disappointed|rude|appalling)\b"),
        (1.5, r"\b(boos|woedend|zat|balen|irritant|ergernis|erger ik|angry|annoy\w*)\b"),
        (
            1.0,
            r"\b(alweer|wederom|voor de (zoveelste|derde|vierde) keer|niemand (belt|reageert)|nog steeds niets?|once again)\b",
        ),
    ],
    Kind.FAULT: [
        (
            2.0,
            r"\b(kapot|stuk|defect|storing|gestoord|lekt?|lekkage|lekken|broken|fault|faulty|leak\w*|outage)\b",
        ),
        (
            2.0,
            r"\b(werkt|werken|doet|doen|gaat|gaan|start|print|opent|laadt|reageert)( \w+){0,4} (niet|niets|geen)\b",
        ),
        (
            2.0,
            r"\b(doesn.?t|does not|don.?t|won.?t|not|isn.?t|no longer) (work\w*|start\w*|open\w*|load\w*|turn\w*|respond\w*)",
        ),
        (
            1.5,
            r"\b(vastgelopen|loopt vast|hangt|klemt|geblokkeerd|foutmelding|error|uitgevallen|valt uit|crash\w*|stuck|jam\w*)\b",
        ),
        (1.5, r"\b(kan|kom|lukt)( \w+){0,4} niet\b|\b(can.?t|cannot|unable to)\b"),
        (
            1.0,
            r"\b(piept|stinkt|rammelt|knippert|druppelt|ijskoud|te koud|te warm|snikheet|verstopt|flikkert)\b",
        ),
    ],
    Kind.WISH: [
        (2.0, r"\b(aanvra\w+|bestel\w*|reserve\w+|aanmeld\w+|inhuren|order\w*|request\w*|book\w*|apply)\b"),
        (
            1.5,
            r"\b(graag|heb|hebben|wil|willen|zou|zoek|need|like|want)( \w+){0,5} (nodig|een|nieuwe?|extra|hebben|lenen|a|an|new|another)\b",
        ),
        (1.0, r"\b(nieuwe?|extra|lenen|ruilen|vervangen|verhuizen|toevoegen|new|extra|additional|borrow)\b"),
        (1.0, r"\b(kunnen jullie|kunt u|zouden jullie|could you|can you)\b"),
    ],
    Kind.INFORMATION: [
        (
            2.0,
            r"\b(hoe (kan|moet|werkt|doe|kom|vaak|lang|laat|zit)|waar (kan|vind|moet|staat|ligt)|wanneer|welke|wie (is|kan|moet))\b",
        ),
        (2.0, r"\b(how (do|can|to|long|much)|where (is|can|do)|when (is|can|do|will)|who (is|can))\b"),
        (
            1.5,
            r"\b(vraag|vraagje|vroeg me af|weet (u|je|iemand)|klopt het|mag (ik|dat|je)|question|wondering|is it (possible|allowed))\b",
        ),
        (0.7, r"\?"),
    ],
}

CUES: list[tuple[str, float, re.Pattern[str]]] = [
    (str(kind), weight, re.compile(pattern)) for kind, rows in _TABLE.items() for weight, pattern in rows
]


def cues(folded: str) -> dict[str, float]:
    """Kind -> sum of the weights of its patterns that occur in the text."""
    found: dict[str, float] = {}
    for kind, weight, pattern in CUES:
        if pattern.search(folded):
            found[kind] = found.get(kind, 0.0) + weight
    return found
