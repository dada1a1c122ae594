"""What can be found: one row per thing, whatever room it lives in."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F


class SearchEntry(models.Model):
    """`kind` and `key` say what it is; `customer_key` and `organisation_key` let a search begin with few rows.

    `handles` are exact ways to it: its number, a telephone number, an address. `head` holds the words of title and
    names and orders the hits, `document` holds all words and finds them. `drawer` groups keys that came one after
    another, so that a search can look at the newest ones first.
    """

    kind = models.CharField(max_length=40)
    key = models.BigIntegerField()
    drawer = models.CharField(max_length=60)
    number = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=300, blank=True)
    customer_key = models.BigIntegerField(null=True)
    organisation_key = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    handles = ArrayField(models.CharField(max_length=120), default=list)
    head = SearchVectorField()
    document = SearchVectorField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "key"], name="search_entry_once")]
        indexes: ClassVar = [
            # no pending list: a search must not pay for what was written just before it
            GinIndex(fields=["drawer", "document"], name="search_entry_words", fastupdate=False),
            GinIndex(fields=["handles"], name="search_entry_handles", fastupdate=False),
            models.Index(
                fields=["customer_key"],
                name="search_entry_customer",
                condition=models.Q(customer_key__isnull=False),
            ),
            models.Index(
                fields=["organisation_key"],
                name="search_entry_organisation",
                condition=models.Q(organisation_key__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number or self.key}"


class SearchWord(models.Model):
    """Every word that occurs somewhere, once: where the beginning of a word and a typing error are looked up."""

    word = models.CharField(max_length=40, primary_key=True)

    class Meta:
        # beginnings are found by the index that comes with a primary key of text
        indexes: ClassVar = [GinIndex(OpClass(F("word"), name="gin_trgm_ops"), name="search_word_like")]

    def __str__(self) -> str:
        return self.word
