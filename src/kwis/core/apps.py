from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "kwis.core"
    label = "core"

    def ready(self) -> None:
        # carrying.py holds this room's jobs; a room that listens to others says so in its reactions.py, and a room that
        # holds files says in its holding_files.py who may read them
        autodiscover_modules("carrying", "reactions", "holding_files")
