"""Services, forms and people for the tests of this room, in one line each."""

from typing import Any

from kwis.accounts.models import User
from kwis.catalogue.models import Audience, FormField, IntakeForm, Service, ServiceCategory
from kwis.people.models import Organisation, Person, Place


def service(code: str, nl: str, synonyms: str = "", summary: str = "", **more: Any) -> Service:
    category, _created = ServiceCategory.objects.get_or_create(code="all", defaults={"name": {"nl": "Alles"}})
    words = [one.strip() for one in synonyms.split(",") if one.strip()]
    return Service.objects.create(
        code=code,
        category=category,
        name={"nl": nl, "en": code},
        summary={"nl": summary},
        synonyms={"nl": words, "en": []},
        **{"state": "published", "kind": "fault", **more},
    )


def form(*fields: dict[str, Any]) -> IntakeForm:
    made = IntakeForm.objects.create(service=service(f"asks-{IntakeForm.objects.count()}", "Vraagt"))
    for order, one in enumerate(fields):
        FormField.objects.create(
            form=made, order=order, **{"label": {"nl": one["key"], "en": one["key"]}, **one}
        )
    return made


def person(family_name: str, **more: Any) -> Person:
    return Person.objects.create(given_name="Test", family_name=family_name, **more)


def log_in_of(someone: Person) -> User:
    user = User.objects.create_user(someone.family_name.lower(), "a-long-password")
    someone.user = user
    someone.save()
    return user


def organisation(code: str, parent: Organisation | None = None) -> Organisation:
    return Organisation.objects.create(code=code, name=code.title(), parent=parent)


def place(path: str, kind: str = "site", parent: Place | None = None) -> Place:
    return Place.objects.create(path=path, name=path.rsplit("/", 1)[-1], kind=kind, parent=parent)


def audience(code: str, **more: Any) -> Audience:
    return Audience.objects.create(code=code, name={"nl": code}, **more)
