from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kwis.accounts import rights


class AccountsConfig(AppConfig):
    name = "kwis.accounts"
    label = "accounts"
    verbose_name = _("Log-ins and roles")

    def ready(self) -> None:
        rights.load()
