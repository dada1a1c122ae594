from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.accounts.rights import rights


@rights(manager=["SEE", "MANAGE"])
class AutomationRight(models.TextChoices):
    SEE = "automation.see", _("See what rules did")
    MANAGE = "automation.manage", _("Make and try rules, switch them on and off")
