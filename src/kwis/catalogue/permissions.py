from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.accounts.rights import rights


@rights(catalogue_owner=["MANAGE"], manager=["MANAGE"])
class CatalogueRight(models.TextChoices):
    MANAGE = "catalogue.manage", _("Manage services, forms and audiences")
