"""The room in Django's list."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kwis.ui import brand


class ChannelsConfig(AppConfig):
    name = "kwis.channels"
    label = "channels"
    verbose_name = _("Channels")

    def ready(self) -> None:
        # models can be read only when all apps are there
        from kwis.channels.click.branding import own_brand

        brand.register(own_brand)
