"""Who may read a file that came or went with a message: who may read that message."""

from typing import Any

from kwis.core.files import register_holder
from kwis.core.models import StoredFile
from kwis.desk.models import Attachment, Ticket


@register_holder
def in_the_workplace(user: Any, file: StoredFile) -> bool:
    """Files of all messages, internal ones too, for who sees the call in the workplace."""
    seen = Ticket.objects.visible_to(user)
    return Attachment.objects.filter(file=file, message__ticket__in=seen).exists()


@register_holder
def in_the_portal(user: Any, file: StoredFile) -> bool:
    """Files of public messages, for the customer and who watches along; never those of an internal note."""
    own = Ticket.objects.of_customer(user)
    return Attachment.objects.filter(file=file, message__public=True, message__ticket__in=own).exists()
