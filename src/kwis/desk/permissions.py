from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.accounts.rights import rights


@rights(
    agent=["SEE", "WORK", "CONFIDENTIAL_OWN"],
    specialist=["SEE_TEAM", "NOTE"],
    manager=["SEE", "WORK", "SEE_CONFIDENTIAL"],
)
class DeskRight(models.TextChoices):
    SEE = "desk.see", _("See calls of the desk")
    SEE_TEAM = "desk.see_team", _("See calls in which the own team has work")
    SEE_CONFIDENTIAL = "desk.see_confidential", _("See confidential calls of the desk")
    CONFIDENTIAL_OWN = "desk.confidential_own", _("Take in confidential calls and see those they own")
    WORK = "desk.work", _("Take in, answer, promise and close calls")
    NOTE = "desk.note", _("Write internal notes")
