"""What the channels hold about a person."""

from kwis.people.personal_data import Held, OnErase, declare

declare(Held("channels.Visit.person", OnErase.CLEAR, ("day", "name")))
