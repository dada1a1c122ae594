"""Satisfaction and productivity, together or not at all."""

from dataclasses import dataclass
from typing import Any

from kwis.insight.counting import Counted, Counter, Share
from kwis.insight.panes.weekly import count_rows, lowest, share_rows


@dataclass(frozen=True)
class Pair:
    """Both halves are needed to make one, and the component draws only a pair."""

    satisfied: Share
    satisfied_rows: list[list[object]]
    finished: Counted
    finished_rows: list[list[object]]
    by_term: Counted

    @property
    def least(self) -> int:
        return lowest(self.satisfied_rows, 60)


def pair(counter: Counter) -> dict[str, Any]:
    return {
        "pair": Pair(
            satisfied=counter.share("satisfied"),
            satisfied_rows=share_rows(counter.shares_by_week("satisfied")),
            finished=counter.count("finished"),
            finished_rows=count_rows(counter.by_week("finished")),
            by_term=counter.count("finished-by-term"),
        )
    }
