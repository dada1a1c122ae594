from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.accounts.rights import rights


@rights(
    agent=["SEE", "SET_OUT"],
    specialist=["SEE", "WORK"],
    manager=["SEE", "SET_OUT", "WORK"],
    catalogue_owner=["MANAGE_PLANS"],
)
class DispatchRight(models.TextChoices):
    SEE = "dispatch.see", _("See the boards of back offices")
    SET_OUT = "dispatch.set_out", _("Set out work orders")
    WORK = "dispatch.work", _("Carry out work orders of the own team")
    MANAGE_PLANS = "dispatch.manage_plans", _("Manage plans of services")
