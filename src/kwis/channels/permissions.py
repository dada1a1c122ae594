"""The rights of this room."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.accounts.rights import rights


@rights(manager=["HANDLE_QUARANTINE"])
class ChannelsRight(models.TextChoices):
    HANDLE_QUARANTINE = "channels.handle_quarantine", _("Decide on mail that was put aside")
