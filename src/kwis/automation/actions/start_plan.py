"""Start the plan of the call's service."""

from django.utils.translation import gettext as _

from kwis.automation.actions.base import Action
from kwis.core.actors import KWIS
from kwis.desk.models import Ticket
from kwis.dispatch.setting_out import start_plan


class StartPlan(Action):
    def foretell(self, ticket: Ticket) -> str:
        return _("It starts the plan of %(service)s.") % {"service": ticket.service or _("no service")}

    def carry_out(self, ticket: Ticket) -> str:
        orders = start_plan(ticket, by=KWIS)
        return _("Set out: %(orders)s.") % {"orders": ", ".join(order.number for order in orders)}
