from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.accounts.rights import rights


@rights(
    agent=["SEE"],
    specialist=["SEE"],
    manager=["SEE"],
    catalogue_owner=["SEE"],
    contract_owner=["SEE"],
    knowledge_owner=["SEE"],
)
class InsightRight(models.TextChoices):
    SEE = "insight.see", _("See figures about the calls they may see")
