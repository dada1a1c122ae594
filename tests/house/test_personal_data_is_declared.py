"""A foreign key to Person without an entry in export and erase fails."""

from django.apps import apps
from django.db import models

from kwis.desk.intake import Contact, take_in
from kwis.people.models import Person
from kwis.people.personal_data import OnErase, declared, export, relations_to_person
from tests.cast import Cast


def undeclared(relations: list[str]) -> list[str]:
    return [relation for relation in relations if relation not in declared()]


def test_every_relation_to_a_person_is_declared() -> None:
    assert undeclared(relations_to_person()) == []


def test_every_declaration_names_a_relation_that_exists() -> None:
    assert set(declared()) <= set(relations_to_person())


def test_a_relation_that_nobody_declared_is_found() -> None:
    class Planted(models.Model):
        who = models.ForeignKey(Person, on_delete=models.CASCADE)

        class Meta:
            app_label = "planted"
            managed = False

    assert undeclared(relations_to_person([Planted])) == ["planted.Planted.who"]


def test_a_relation_that_may_not_be_empty_is_not_cleared() -> None:
    wrong = []
    for relation, held in declared().items():
        label, _dot, field = relation.rpartition(".")
        if held.on_erase is OnErase.CLEAR and not apps.get_model(label)._meta.get_field(field).null:
            wrong.append(relation)
    assert wrong == []


def test_an_export_holds_what_the_person_brought_and_nothing_of_others(cast: Cast) -> None:
    mine = take_in(
        Contact(channel="email", text="Mijn eigen vraag", customer=cast.carla, by=cast.carla.actor)
    )
    theirs = take_in(Contact(channel="email", text="Iets van Dirk", customer=cast.dirk, by=cast.dirk.actor))
    mine.note("Intern over Carla", author=cast.anna)
    told = str(export(cast.carla))
    assert mine.number in told
    assert "Mijn eigen vraag" in told
    assert "carla@example.org" in told
    assert theirs.number not in told
    assert "Intern over Carla" not in told
