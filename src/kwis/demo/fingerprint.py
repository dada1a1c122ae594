"""One line that says whether two loaded years are the same: calls, orders, promises and answers, not keys or tokens.

Rows are read by call and moment: the order of keys depends on which process was faster.
"""

import hashlib

from kwis.core.models import Event
from kwis.desk.models import Message, Promise, Ticket
from kwis.dispatch.models import WorkOrder
from kwis.people.models import Person
from kwis.surveys.models import SurveyAnswer


def fingerprint() -> str:
    found = hashlib.sha256()
    for rows in (
        Person.objects.order_by("id").values_list("name", "function", "organisation__code", "place__path"),
        Ticket.objects.order_by("number").values_list(
            "number",
            "subject",
            "status",
            "kind",
            "service__code",
            "customer_name",
            "owner__name",
            "created_at",
            "next_promise_at",
        ),
        WorkOrder.objects.order_by("number").values_list(
            "number", "title", "state", "person__name", "due_at"
        ),
        Message.objects.order_by("ticket__number", "id").values_list("author_name", "text", "at"),
        Promise.objects.order_by("ticket__number", "id").values_list("how", "state", "due_at", "broken_at"),
        SurveyAnswer.objects.order_by("survey__ticket__number").values_list("face", "words", "at"),
        Event.objects.order_by("at", "type", "actor_name").values_list("type", "at", "actor_name"),
    ):
        for row in rows.iterator():
            found.update(repr(row).encode())
    return found.hexdigest()
