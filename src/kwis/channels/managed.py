"""The lists of this room that people keep up to date."""

from django.utils.translation import gettext_lazy as _

from kwis.channels.models import Counter, UnwantedSender
from kwis.channels.permissions import ChannelsRight
from kwis.people.permissions import PeopleRight
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


class CounterForm(ManagedForm):
    class Meta:
        model = Counter
        fields = ["name", "desk", "place"]
        pick = {"place": "places"}


@register
class Counters(Managed):
    slug = "counters"
    title = _("Counters")
    singular = _("Counter")
    room = _("People and places")
    icon = "building-store"
    intro = _("Where people come by. Counters of one service desk share one line.")
    right = PeopleRight.MANAGE
    model = Counter
    form = CounterForm
    columns = (
        Column("name", _("Name")),
        Column("desk__name", _("Service desk")),
        Column("place__label", _("Where")),
    )
    search = ("name",)
    sort = ("name",)
    retire = "active"
