"""Where this room stands in the workplace's rail."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kwis.channels.models import RawMail
from kwis.channels.permissions import ChannelsRight
from kwis.ui import menu


def waiting(request: HttpRequest) -> int | None:
    """How many mails wait for a decision, up to a hundred; nothing when there are none."""
    return RawMail.objects.visible_to(request.user).waiting()[:100].count() or None


menu.register(
    _("Put aside"),
    "mailbox",
    "channels:quarantine",
    order=80,
    right=ChannelsRight.HANDLE_QUARANTINE,
    count=waiting,
)
menu.register(_("Letters"), "mail", "channels:letters", order=78, right=ChannelsRight.SEE_LETTERS)
