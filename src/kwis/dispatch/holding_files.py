"""Who may read a photo of finished work: who sees the order. It becomes the customer's when the desk sends it on."""

from typing import Any

from kwis.core.files import register_holder
from kwis.core.models import StoredFile
from kwis.dispatch.models import Completion, WorkOrder


@register_holder
def of_completions(user: Any, file: StoredFile) -> bool:
    seen = WorkOrder.objects.visible_to(user)
    return Completion.objects.filter(photo=file, order__in=seen.values("pk")).exists()
