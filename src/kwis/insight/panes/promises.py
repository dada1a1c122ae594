"""Promises kept, as a share; what we want stands as a line in the drawing."""

from typing import Any

from kwis.insight.counting import Counter
from kwis.insight.panes.weekly import lowest, share_rows

WANTED = 95


def promises(counter: Counter) -> dict[str, Any]:
    rows = share_rows(counter.shares_by_week("promises-kept"))
    return {
        "share": counter.share("promises-kept"),
        "rows": rows,
        "least": lowest(rows, 80),
        "wanted": WANTED,
    }
