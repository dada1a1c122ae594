"""A file that somebody gave us: content by its hash, name only in the database."""

from typing import ClassVar

from django.db import models
from django.utils.crypto import get_random_string

from kwis.core.clock import now


def new_token() -> str:
    return get_random_string(24)


class StoredFile(models.Model):
    """`token` is its unguessable address, which still asks who may read it; `type` is what the bytes say it is.

    Equal content is stored once (`path` is made of the hash).
    """

    token = models.CharField(max_length=24, unique=True, default=new_token)
    name = models.CharField(max_length=200)
    type = models.CharField(max_length=120)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=100)
    kept_by = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["sha256"], name="file_by_hash")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        return self.type in {"image/png", "image/jpeg", "image/gif", "image/webp"}
