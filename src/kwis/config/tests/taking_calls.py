"""A busy desk: `python -m kwis.config.tests.taking_calls [COUNT]` takes in calls with a file each, printing every number.

A number is printed when its call is committed. Without COUNT it goes on until it is stopped.
"""

import itertools
import sys

import django

django.setup()

from django.db import transaction  # noqa: E402 - Django must stand first

from kwis.core import files  # noqa: E402
from kwis.core.actors import Actor  # noqa: E402
from kwis.desk.intake import Contact, take_in  # noqa: E402
from kwis.people.models import Desk, Person  # noqa: E402

CLERK = Actor(kind="system", name="Anna de Wit")


def main(count: int | None) -> None:
    Desk.objects.get_or_create(code="servicepunt", defaults={"name": "Servicepunt", "is_default": True})
    customer, _made = Person.objects.get_or_create(given_name="Carla", family_name="Visser")
    for turn in itertools.count() if count is None else range(count):
        with transaction.atomic():
            picture = files.keep(
                f"melding {turn}.txt", f"{customer.pk} {turn} {'é' * 500}".encode(), by=CLERK
            )
            contact = Contact(
                channel="phone",
                text=f"De lift op verdieping {turn % 9} staat stil; het is de {turn}e keer.",
                customer=customer,
                by=CLERK,
                files=[picture],
            )
            ticket = take_in(contact)
        print(ticket.number, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else None)
