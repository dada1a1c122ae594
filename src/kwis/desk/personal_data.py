"""What the desk holds about a person. A call stays for the figures; who it was for is forgotten."""

from kwis.people.personal_data import Held, OnErase, declare

CALL = (
    "number",
    "subject",
    "kind",
    "status",
    "created_at",
    "customer_name",
    "customer_email",
    "customer_phone",
)

declare(
    Held("desk.Ticket.customer", OnErase.NAMELESS, CALL),
    Held("desk.Ticket.reported_by", OnErase.NAMELESS, CALL),
    Held("desk.Ticket.owner", OnErase.NAMELESS, ("number",)),
    Held("desk.Message.author", OnErase.CLEAR, ("at", "channel", "text")),
    Held("desk.Watcher.person", OnErase.DELETE, ("ticket__number", "since")),
    Held("desk.Recovery.owner", OnErase.CLEAR, ("started_at",)),
    # whom a complaint is about sees nothing of it, in an export neither
    Held("desk.Ticket.about", OnErase.CLEAR),
)
