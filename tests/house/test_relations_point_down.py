"""A foreign key never points up the staircase, string keys included."""

from collections.abc import Iterable

from django.apps import apps
from django.db import models

from tests.house.house import height, rooms

Relation = tuple[str, str, str]  # from room, to room, how it reads


def relations() -> list[Relation]:
    found = []
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey | models.ManyToManyField):
                target = field.related_model
                assert isinstance(target, type)
                found.append(
                    (model._meta.app_label, target._meta.app_label, f"{model._meta.label}.{field.name}")
                )
    return found


def upward(found: Iterable[Relation]) -> list[str]:
    known = set(rooms())
    return [
        f"{words} points up to {target}"
        for room, target, words in found
        if room in known and target in known and room != target and height(target) >= height(room)
    ]


def test_no_relation_points_up() -> None:
    assert upward(relations()) == []


def test_a_relation_that_points_up_is_found() -> None:
    assert upward([("core", "desk", "core.Notice.ticket")]) == ["core.Notice.ticket points up to desk"]
    assert upward([("agreements", "knowledge", "agreements.Target.article")]) != []
