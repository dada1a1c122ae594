from kwis.dispatch.models.acceptance import Acceptance
from kwis.dispatch.models.order import WorkOrder
from kwis.dispatch.models.order.records import Completion, Handback, OrderClock
from kwis.dispatch.models.plan import Plan, PlanStep
from kwis.dispatch.models.supplier_link import SupplierLink

__all__ = [
    "Acceptance",
    "Completion",
    "Handback",
    "OrderClock",
    "Plan",
    "PlanStep",
    "SupplierLink",
    "WorkOrder",
]
