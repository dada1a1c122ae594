"""The rights of this room."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.accounts.rights import rights


@rights(manager=["HANDLE_QUARANTINE", "SEE_LETTERS"])
class ChannelsRight(models.TextChoices):
    HANDLE_QUARANTINE = "channels.handle_quarantine", _("Decide on mail that was put aside")
    SEE_LETTERS = "channels.see_letters", _("See all letters that go out")
