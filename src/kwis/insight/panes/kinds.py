"""The mix of complaints, wishes, questions and faults for each way in."""

from typing import Any

from django.utils.translation import gettext

from kwis.catalogue.kinds import Kind
from kwis.desk.channel import Channel
from kwis.insight.counting import Counted, Counter, Share
from kwis.insight.narrowing import CHANNEL, KIND


def kinds(counter: Counter) -> dict[str, Any]:
    wholes, parts = counter.by("taken-in", CHANNEL), counter.by("taken-in", CHANNEL, KIND)
    rows = []
    for channel in Channel:
        whole = wholes.get(channel.value)
        if whole is None:
            continue
        mix = [
            parts.get((channel.value, kind.value))
            or Counted("taken-in", 0, whole.choice.but(kind=kind.value))
            for kind in Kind
        ]
        rows.append([str(channel.label), *(Share(part, whole).linked for part in mix)])
    return {
        "heads": [gettext("Way in"), *(str(kind.label) for kind in Kind)],
        "rows": rows,
        "tones": ",".join(kind.value for kind in Kind),
    }
