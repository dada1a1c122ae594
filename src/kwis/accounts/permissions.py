from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.accounts.rights import rights


@rights()
class AccountsRight(models.TextChoices):
    MANAGE = "accounts.manage", _("Manage log-ins and roles")
