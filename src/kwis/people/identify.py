"""Who is this? By address, telephone number or a few letters of a name."""

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from kwis.people.models import Organisation, Person, PersonAddress, PersonNumber
from kwis.people.naming import digits, fold


def by_email(address: str) -> Person | None:
    """The person with exactly this address, whatever its capitals."""
    found = (
        PersonAddress.objects.annotate(low=Lower("value"))
        .filter(low=address.strip().lower())
        .select_related("person__organisation", "person__place")
        .first()
    )
    return found.person if found else None


def by_phone(number: str) -> list[Person]:
    """Everybody who can be reached at this number; a shared telephone has several."""
    return list(Person.objects.filter(active=True, numbers__dialled=digits(number)).distinct()[:10])


@transaction.atomic
def identify(*, email: str, name: str = "") -> Person:
    """The person behind an address; a stranger becomes a new person from outside.

    The address is not verified by this: it only says where an answer can go.
    """
    known = by_email(email)
    if known is not None:
        return known
    domain = email.rpartition("@")[2].lower()
    organisation = next(
        (
            o
            for o in Organisation.objects.filter(active=True, mail_domains__icontains=domain)
            if domain in o.mail_domains.lower().split()
        ),
        None,
    )
    given, _space, family = (name.strip() or email).rpartition(" ")
    person = Person.objects.create(
        given_name=given[:80],
        family_name=family[:120],
        external=organisation is None,
        organisation=organisation,
    )
    # two mails of the same stranger at once: the constraint decides, the loser takes the winner's person
    address, created = PersonAddress.objects.get_or_create(
        value=email, defaults={"person": person, "primary": True}
    )
    if not created:
        person.delete()
    return address.person


@transaction.atomic
def welcome(name: str, *, phone: str = "", email: str = "") -> Person:
    """Somebody who calls or comes by and is not known yet becomes a person from outside.

    Who has this address already, or this number and this name, is known after all.
    """
    if email:
        person = identify(email=email, name=name)
        known = True
    else:
        same = [one for one in by_phone(phone) if fold(one.name) == fold(name)] if phone else []
        given, _space, family = " ".join(name.split()).rpartition(" ")
        person = (
            same[0]
            if same
            else Person.objects.create(given_name=given[:80], family_name=family[:120], external=True)
        )
        known = bool(same)
    if phone and not (known and person.numbers.filter(dialled=digits(phone)).exists()):
        PersonNumber.objects.create(person=person, value=phone[:40])
    return person


def find_people(words: str, limit: int = 8) -> QuerySet[Person]:
    """People for a choice field: by name parts, room, address, employee number or telephone number."""
    people = Person.objects.filter(active=True).select_related("organisation", "place")
    text = fold(words)
    bare = digits(words)
    if len(bare) >= 3 and not any(c.isalpha() for c in words):
        by_number = (
            Q(numbers__dialled__endswith=bare.lstrip("+"))
            | Q(employee_number=bare)
            | Q(place__name__startswith=words.strip())
        )
        return people.filter(by_number).distinct()[:limit]
    for part in text.split():
        people = people.filter(
            Q(sort_name__startswith=part)
            | Q(sort_name__contains=f" {part}")
            | Q(addresses__value__istartswith=part)
        )
    return people.distinct()[:limit]
