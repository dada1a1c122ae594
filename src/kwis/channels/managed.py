"""The lists of this room that people keep up to date."""

from django.utils.translation import gettext_lazy as _

from kwis.channels.models import UnwantedSender
from kwis.channels.permissions import ChannelsRight
from kwis.ui.forms import ManagedForm
from kwis.ui.managing import Column, Managed, register


class UnwantedSenderForm(ManagedForm):
    class Meta:
        model = UnwantedSender
        fields = ["pattern", "words"]
        help_texts = {
            "pattern": _("An address, a domain (example.com), or a domain with all below it (.example.com).")
        }


@register
class UnwantedSenders(Managed):
    slug = "unwanted-senders"
    title = _("Unwanted senders")
    singular = _("Unwanted sender")
    room = _("Mail")
    icon = "mailbox"
    intro = _("Mail of these senders is kept, but becomes no call and is not answered.")
    right = ChannelsRight.HANDLE_QUARANTINE
    model = UnwantedSender
    form = UnwantedSenderForm
    columns = (
        Column("pattern", _("Address or domain")),
        Column("words", _("Why")),
        Column("since", _("Since")),
    )
    search = ("pattern", "words")
    sort = ("pattern",)
    retire = "active"
