from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.accounts.rights import rights


@rights()
class ApiRight(models.TextChoices):
    MANAGE = "api.manage", _("Give and withdraw keys for other systems")
