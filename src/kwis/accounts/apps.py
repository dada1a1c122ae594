from django.apps import AppConfig

from kwis.accounts import rights


class AccountsConfig(AppConfig):
    name = "kwis.accounts"
    label = "accounts"

    def ready(self) -> None:
        rights.load()
