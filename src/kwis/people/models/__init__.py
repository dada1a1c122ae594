from kwis.people.models.desk import Desk
from kwis.people.models.note import CustomerNote
from kwis.people.models.organisation import Organisation
from kwis.people.models.person import Person, PersonAddress, PersonNumber
from kwis.people.models.place import Place
from kwis.people.models.team import Team, TeamMembership

__all__ = [
    "CustomerNote",
    "Desk",
    "Organisation",
    "Person",
    "PersonAddress",
    "PersonNumber",
    "Place",
    "Team",
    "TeamMembership",
]
