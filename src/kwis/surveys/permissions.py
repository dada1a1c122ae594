from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.accounts.rights import rights


@rights(agent=["SEE"], manager=["SEE"])
class SurveysRight(models.TextChoices):
    SEE = "surveys.see", _("Read what customers say about our help")
