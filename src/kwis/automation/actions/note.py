"""Write an internal note on the call."""

from django.utils.translation import gettext as _

from kwis.automation.actions.base import Action
from kwis.core.actors import KWIS
from kwis.desk.models import Ticket


class WriteNote(Action):
    def foretell(self, ticket: Ticket) -> str:
        return _("It notes: %(text)s") % {"text": self.rule.text}

    def carry_out(self, ticket: Ticket) -> str:
        ticket.note(self.rule.text, author=None, by=KWIS)
        return _("Noted.")
