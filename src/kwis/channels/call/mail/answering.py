"""May a letter go out by itself in answer to this mail? The screens decided when it came in (S12)."""

from __future__ import annotations

from kwis.channels.models import RawMail
from kwis.desk.models import Message


def may_answer(message: Message) -> bool:
    """False for mail of machines, lists, ourselves, or a sender that our server calls false; true for all other."""
    mail = RawMail.objects.for_list().filter(message=message).first()
    return mail is None or all(one.get("effect") == "note" for one in mail.verdicts)
