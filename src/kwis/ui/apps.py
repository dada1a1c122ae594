"""The room's app: reads the managing pages of all rooms at start."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class UiConfig(AppConfig):
    name = "kwis.ui"
    label = "ui"

    def ready(self) -> None:
        autodiscover_modules("menu_entries", "panels", "managed")
