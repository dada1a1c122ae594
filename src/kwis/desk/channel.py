"""The way in: click (portal), call (mail, telephone, post), face (counter)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    PORTAL = "portal", _("Portal")
    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Telephone")
    POST = "post", _("Post")
    COUNTER = "counter", _("Counter")
    CHAT = "chat", _("Chat")
    API = "api", _("Other system")
