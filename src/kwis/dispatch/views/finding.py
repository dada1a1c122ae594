"""Fetching orders through what the user may see or carry out."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from kwis.dispatch.models import WorkOrder

LOADED = ("ticket__desk", "ticket__service", "ticket__owner", "team", "supplier", "person", "place")


def order_or_404(request: HttpRequest, number: str) -> WorkOrder:
    order: WorkOrder = get_object_or_404(
        WorkOrder.objects.visible_to(request.user).select_related(*LOADED), number=number
    )
    return order


def own_order_or_404(request: HttpRequest, number: str) -> WorkOrder:
    """An order that this person may carry out."""
    order: WorkOrder = get_object_or_404(
        WorkOrder.objects.workable_by(request.user).select_related(*LOADED), number=number
    )
    return order
