from kwis.desk.models.attachment import Attachment
from kwis.desk.models.clock import TicketClock
from kwis.desk.models.closure import Closure, Recovery, Reopening
from kwis.desk.models.complaint import ComplaintCase
from kwis.desk.models.form_answer import FormAnswer
from kwis.desk.models.hold import Hold
from kwis.desk.models.link import TicketLink, Watcher
from kwis.desk.models.message import Message
from kwis.desk.models.promise import Promise
from kwis.desk.models.ticket import Ticket, TicketInvolvement

__all__ = [
    "Attachment",
    "Closure",
    "ComplaintCase",
    "FormAnswer",
    "Hold",
    "Message",
    "Promise",
    "Recovery",
    "Reopening",
    "Ticket",
    "TicketClock",
    "TicketInvolvement",
    "TicketLink",
    "Watcher",
]
