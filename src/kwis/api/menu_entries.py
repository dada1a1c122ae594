"""Where the keys stand in the workplace's rail."""

from django.utils.translation import pgettext_lazy

from kwis.api.permissions import ApiRight
from kwis.ui import menu

menu.register(pgettext_lazy("for other systems", "Keys"), "key", "api:keys", right=ApiRight.MANAGE, order=90)
