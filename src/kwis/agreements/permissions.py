from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.accounts.rights import rights


@rights(
    agent=["SEE"],
    specialist=["SEE"],
    manager=["SEE", "MANAGE"],
    catalogue_owner=["SEE"],
    contract_owner=["SEE", "MANAGE"],
)
class AgreementsRight(models.TextChoices):
    SEE = "agreements.see", _("See agreements, targets and working calendars")
    MANAGE = "agreements.manage", _("Manage agreements, targets and working calendars")
