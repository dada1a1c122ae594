"""A work order: work for one back office or supplier, for one call."""

from typing import ClassVar

from django.db import models

from kwis.dispatch.models.order.moving import Moving
from kwis.dispatch.models.order.visibility import WorkOrderQuerySet
from kwis.dispatch.workflow import OPEN, REPORTED_READY

__all__ = ["WorkOrder"]


class WorkOrder(Moving):
    objects = WorkOrderQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(
                fields=["team", "due_at", "id"],
                name="order_on_board",
                condition=models.Q(state__in=(*OPEN, REPORTED_READY)),
            ),
            models.Index(
                fields=["supplier", "due_at", "id"],
                name="order_at_supplier",
                condition=models.Q(state__in=OPEN),
            ),
            models.Index(fields=["ticket", "id"], name="order_of_ticket"),
            # figures of a period: what was ready, and what a supplier owed
            models.Index(fields=["ready_at"], name="order_ready", condition=models.Q(ready_at__isnull=False)),
            models.Index(
                fields=["due_at"], name="order_supplier_due", condition=models.Q(supplier__isnull=False)
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(team__isnull=False, supplier__isnull=True)
                | models.Q(team__isnull=True, supplier__isnull=False),
                name="order_for_team_or_supplier",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
