"""How every verb of a call begins."""

import pytest
from tests.cast import Cast

from kwis.core.locking import lock_and_read
from kwis.desk.intake import Contact, take_in
from kwis.desk.models import Message, Ticket


def _call(cast: Cast) -> Ticket:
    return take_in(Contact(channel="phone", text="Papier op", customer=cast.carla, by=cast.anna.actor))


def test_what_somebody_else_changed_is_seen(cast: Cast) -> None:
    ticket = _call(cast)
    Ticket.objects.filter(pk=ticket.pk).update(subject="Toner op", owner=cast.bo)

    lock_and_read(ticket)

    assert (ticket.subject, ticket.owner) == ("Toner op", cast.bo)


def test_what_was_known_of_relations_is_forgotten_but_for_what_is_kept(cast: Cast) -> None:
    ticket = _call(cast)
    assert {"desk", "customer"} <= set(ticket._state.fields_cache)

    lock_and_read(ticket, keep="desk")

    assert set(ticket._state.fields_cache) == {"desk"}


def test_a_row_that_is_gone_is_said_so(cast: Cast) -> None:
    ticket = _call(cast)
    Ticket.objects.filter(pk=ticket.pk).delete()

    with pytest.raises(Ticket.DoesNotExist):
        lock_and_read(ticket)


def test_a_model_whose_values_need_converting_is_refused(cast: Cast) -> None:
    message = _call(cast).messages.get()

    with pytest.raises(TypeError, match="also_to"):
        lock_and_read(message)

    assert isinstance(message, Message)
