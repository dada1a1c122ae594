"""Set out a work order to a back office."""

from django.utils.translation import gettext as _

from kwis.automation.actions.base import Action
from kwis.core.actors import KWIS
from kwis.desk.models import Ticket
from kwis.desk.workflow import NotNow
from kwis.dispatch.models import WorkOrder
from kwis.dispatch.setting_out import set_out


class SetOut(Action):
    def foretell(self, ticket: Ticket) -> str:
        return _("It sets out “%(title)s” to %(team)s.") % {
            "title": self._title(ticket),
            "team": self.rule.team,
        }

    def carry_out(self, ticket: Ticket) -> str:
        if WorkOrder.objects.filter(ticket=ticket).exists():
            raise NotNow(_("Work for this call already runs."))
        order = set_out(
            ticket,
            title=self._title(ticket),
            team=self.rule.team,
            instruction=self.rule.text,
            customer_label=self.rule.customer_label,
            due_minutes=self.rule.due_minutes,
            by=KWIS,
        )
        return _("%(number)s is set out to %(team)s.") % {"number": order.number, "team": order.holder_name}

    def _title(self, ticket: Ticket) -> str:
        return self.rule.title or ticket.subject
