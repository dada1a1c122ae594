"""Where insight stands in the workplace's rail."""

from django.utils.translation import gettext_lazy as _

from kwis.insight.permissions import InsightRight
from kwis.ui import menu

menu.register(_("Insight"), "chart-dots", "insight:page", right=InsightRight.SEE, order=60, keys="g n")
