"""What the desk answered at once, and per main category of the catalogue."""

from typing import Any

from django.utils.translation import gettext

from kwis.catalogue.models import ServiceCategory
from kwis.core.wording import say
from kwis.insight.counting import Counted, Counter, Share
from kwis.insight.narrowing import CATEGORY

MOST = 8


def at_once(counter: Counter) -> dict[str, Any]:
    wholes, parts = counter.by("taken-in", CATEGORY), counter.by("at-once", CATEGORY)
    names = {row.pk: say(row.name) for row in ServiceCategory.objects.filter(pk__in=wholes)}
    names[0] = gettext("Without a service")
    rows = []
    for key in sorted(wholes, key=lambda key: -wholes[key].number)[:MOST]:
        share = Share(parts.get(key, Counted("at-once", 0, wholes[key].choice)), wholes[key])
        rows.append([names[key], share.linked, 100 - (share.percent or 0)])
    heads = [gettext("Kind of work"), gettext("At once"), gettext("Later")]
    return {"share": counter.share("at-once"), "rows": rows, "heads": heads}
