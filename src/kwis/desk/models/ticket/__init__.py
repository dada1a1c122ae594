"""A call: anything a customer brings to the desk. One small file per duty; each duty stands on the one before."""

from typing import ClassVar

from django.db import models

from kwis.desk.models.ticket.facts import CustomerSnapshot
from kwis.desk.models.ticket.filling_in import FillingIn
from kwis.desk.models.ticket.placing import TicketInvolvement
from kwis.desk.models.ticket.visibility import TicketQuerySet
from kwis.desk.workflow import UNFINISHED

__all__ = ["CustomerSnapshot", "Ticket", "TicketInvolvement"]

UNFINISHED_ONLY = models.Q(status__in=UNFINISHED)


class Ticket(FillingIn):
    objects = TicketQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            # the work list reads unfinished calls only, in the order to act
            models.Index(fields=["act_at", "id"], name="ticket_to_act", condition=UNFINISHED_ONLY),
            models.Index(
                fields=["desk", "act_at", "id"], name="ticket_desk_to_act", condition=UNFINISHED_ONLY
            ),
            models.Index(
                fields=["owner", "act_at", "id"], name="ticket_owner_to_act", condition=UNFINISHED_ONLY
            ),
            models.Index(
                fields=["with_team", "act_at", "id"], name="ticket_team_to_act", condition=UNFINISHED_ONLY
            ),
            models.Index(
                fields=["with_supplier", "act_at", "id"],
                name="ticket_supplier_to_act",
                condition=UNFINISHED_ONLY,
            ),
            models.Index(fields=["customer", "-id"], name="ticket_of_customer"),
            models.Index(fields=["service", "-id"], name="ticket_of_service"),
            models.Index(fields=["place", "-id"], name="ticket_at_place"),
            models.Index(fields=["created_at"], name="ticket_created"),
            models.Index(
                fields=["closed_at"], name="ticket_closed", condition=models.Q(closed_at__isnull=False)
            ),
            models.Index(
                fields=["confidential", "-id"],
                name="ticket_confidential",
                condition=models.Q(confidential=True),
            ),
            models.Index(fields=["about"], name="ticket_about", condition=models.Q(about__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.subject}"
