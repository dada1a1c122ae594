"""What agreements hold about a person."""

from kwis.people.personal_data import Held, OnErase, declare

declare(Held("agreements.Agreement.owner", OnErase.CLEAR, ("name",)))
