from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "kwis.core"
    label = "core"

    def ready(self) -> None:
        # carrying.py holds this room's jobs; every room that listens to others says so in its reactions.py
        autodiscover_modules("carrying", "reactions")
