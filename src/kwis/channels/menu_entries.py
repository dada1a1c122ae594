"""Where this room stands in the workplace's rail and in the portal."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kwis.channels.models import RawMail
from kwis.channels.permissions import ChannelsRight
from kwis.desk.models import Ticket
from kwis.desk.permissions import DeskRight
from kwis.ui import menu
from kwis.ui.rights import may


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


def signed_in(request: HttpRequest) -> bool:
    return bool(request.user.is_authenticated)


def works_here(request: HttpRequest) -> bool:
    return may(request.user, DeskRight.SEE) or may(request.user, DeskRight.SEE_TEAM)


def running(request: HttpRequest) -> int | None:
    """How many own calls run, up to a hundred."""
    return Ticket.objects.of_customer(request.user).unfinished()[:100].count() or None


menu.register(_("Home"), "home", "portal:home", place="portal", order=10)
menu.register(_("Services"), "apps", "portal:services", place="portal", order=20)
menu.register(_("Good to know"), "book", "portal:articles", place="portal", order=30, short=_("Articles"))
menu.register(
    _("My calls"),
    "messages",
    "portal:calls",
    place="portal",
    order=40,
    short=_("Calls"),
    when=signed_in,
    count=running,
)
menu.register(
    _("Contact"),
    "headset",
    "portal:contact",
    place="portal",
    order=50,
    when=lambda request: not signed_in(request),
)
menu.register(_("Workplace"), "inbox", "desk:work", place="me", order=10, when=works_here)
menu.register(_("My details"), "user", "portal:profile", place="me", order=20)
menu.register(_("Privacy"), "shield", "portal:privacy", place="foot", order=10)
menu.register(_("Accessibility"), "wheelchair", "portal:accessibility", place="foot", order=20)
menu.register(_("Intake"), "phone-call", "telephone:intake", order=15, keys="g i", right=DeskRight.WORK)
menu.register(_("Counter"), "building-store", "face:counter", order=16, keys="g b", right=DeskRight.WORK)
