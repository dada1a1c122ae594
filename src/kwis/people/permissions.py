from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.accounts.rights import rights


# who keeps the catalogue or the agreements names owners, departments and sites
@rights(
    agent=["SEE", "NOTE"],
    specialist=["SEE"],
    manager=["SEE", "NOTE", "MANAGE"],
    catalogue_owner=["SEE"],
    contract_owner=["SEE"],
)
class PeopleRight(models.TextChoices):
    SEE = "people.see", _("See persons and places")
    NOTE = "people.note", _("Write down what we know of a customer")
    MANAGE = "people.manage", _("Manage persons, organisations, teams, desks and places")
