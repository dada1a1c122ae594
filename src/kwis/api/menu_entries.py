"""Where the keys stand in the workplace's rail."""

from django.utils.translation import gettext_lazy as _

from kwis.api.permissions import ApiRight
from kwis.ui import menu

menu.register(_("Keys"), "key", "api:keys", right=ApiRight.MANAGE, order=90)
