"""Script in every word that people can write: names, subjects, texts, file names, labels, in both languages."""

from django.apps import apps
from django.db import models

HURT = "\"'><img src=x onerror=alert(1)>"
# words that a machine reads, or that were made safe when they were kept
FORMATS = {
    "answer_key", "code", "country", "drawn", "fingerprint", "handles", "hashed", "hours", "html", "icon", "key", "login_name",
    "mail_id", "number", "password", "path", "permission", "sha256", "slug", "source_key", "start", "timezone", "token", "type", "url",
    "word", "zone", "channel", "subject_type", "actor_kind", "dialled", "sort_name", "dedupe_key", "raw", "headers", "state", "kind",
    "document", "head", "drawer", "language", "name_of_rule", "mailbox", "message_id",
}  # fmt: skip


def poison() -> int:
    """Returns how many columns were filled."""
    filled = 0
    for model in apps.get_models():
        if not model.__module__.startswith("kwis."):
            continue
        for field in model._meta.concrete_fields:
            if not _of_people(field):
                continue
            if isinstance(field, models.JSONField):
                changed = _poison_languages(model, field.attname)
            else:
                words = HURT[: field.max_length] if field.max_length else HURT
                changed = model._base_manager.exclude(**{field.attname: ""}).update(**{field.attname: words})
            filled += bool(changed)
    return filled


def _of_people(field: models.Field) -> bool:  # type: ignore[type-arg]
    if isinstance(field, models.JSONField):
        return True
    plain = type(field) in (models.CharField, models.TextField)
    roomy = not field.max_length or field.max_length >= len(HURT)
    return (
        plain
        and roomy
        and not field.unique
        and not field.choices
        and field.name not in FORMATS
        and field.name not in _told_apart_by(field.model)
    )


def _told_apart_by(model: type[models.Model]) -> set[str]:
    """Columns that may not be alike in two rows."""
    constraints = [one for one in model._meta.constraints if isinstance(one, models.UniqueConstraint)]
    return {name for one in constraints for name in one.fields}


def _poison_languages(model: type[models.Model], column: str) -> int:
    """Content in two languages; other JSON is read by machines."""
    changed = 0
    for row in model._base_manager.all():
        value = getattr(row, column)
        if isinstance(value, dict) and "nl" in value and isinstance(value["nl"], str):
            model._base_manager.filter(pk=row.pk).update(**{column: {"nl": HURT, "en": HURT}})
            changed += 1
    return changed
