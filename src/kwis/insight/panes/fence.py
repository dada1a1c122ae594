"""Over the fence: how often work of a finished call came back from a back office or supplier."""

from typing import Any

from django.utils.translation import gettext

from kwis.insight.counting import Counter, Share


def fence(counter: Counter) -> dict[str, Any]:
    finished, trips = counter.count("finished"), counter.count("fence-trips")
    labels = (
        ("fence-never", gettext("Never")),
        ("fence-once", gettext("Once")),
        ("fence-twice", gettext("Twice")),
        ("fence-more", gettext("More often")),
    )
    shares = [(label, Share(counter.count(code), finished)) for code, label in labels]
    return {
        "finished": finished,
        "trips": trips,
        "per_call": round(trips.number / finished.number, 1) if finished.number else None,
        "shares": shares,
        "rows": [[label, share.linked] for label, share in shares],
    }
