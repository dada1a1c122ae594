"""What the catalogue holds about a person."""

from kwis.people.personal_data import Held, OnErase, declare

declare(Held("catalogue.Service.owner", OnErase.CLEAR, ("code",)))
