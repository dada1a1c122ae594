"""Who and where: persons, organisations, teams, desks, places, what we know of a customer.

Lives here: Person (with or without a log-in), Organisation tree, Team, Desk, Place tree, CustomerNote.
Not here: how people log in (accounts); what they asked (desk).
Verbs: `identify.identify`, `identify.welcome`, `identify.find_people`, `importing.import_people`.
"""
