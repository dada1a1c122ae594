from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.accounts.rights import rights


@rights(
    agent=["SEE_INTERNAL"],
    specialist=["SEE_INTERNAL"],
    manager=["SEE_INTERNAL", "MANAGE"],
    knowledge_owner=["SEE_INTERNAL", "MANAGE"],
)
class KnowledgeRight(models.TextChoices):
    SEE_INTERNAL = "knowledge.see_internal", _("Read internal knowledge")
    MANAGE = "knowledge.manage", _("Manage articles, guides, templates, letters and plain words")
