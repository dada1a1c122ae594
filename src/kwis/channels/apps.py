"""The room in Django's list."""

from django.apps import AppConfig

from kwis.ui import brand


class ChannelsConfig(AppConfig):
    name = "kwis.channels"
    label = "channels"

    def ready(self) -> None:
        # models can be read only when all apps are there
        from kwis.channels.click.branding import own_brand

        brand.register(own_brand)
