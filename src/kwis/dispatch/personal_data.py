"""What dispatch holds about a person."""

from kwis.people.personal_data import Held, OnErase, declare

declare(Held("dispatch.WorkOrder.person", OnErase.CLEAR, ("number", "title", "state")))
