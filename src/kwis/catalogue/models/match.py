"""What was learned about which words lead to which service: from corrections and from closed calls.

The words of a service itself (name, synonyms, summary) need no row here: the database keeps them in the column
`words` of the service, made by the migration `learned_words`.
"""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from kwis.catalogue.kinds import Kind
from kwis.core.clock import now


class MatchExample(models.Model):
    """A text that was understood: the service and kind it turned out to be about.

    Only its word stems are kept, not the text: enough to recognise it by, and nothing of a person to erase.
    `source_key` says where it comes from, such as the number of the call; `fingerprint` is equal for texts with
    the same words.
    """

    service = models.ForeignKey(
        "catalogue.Service", on_delete=models.CASCADE, null=True, related_name="examples"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices, blank=True)
    source_key = models.CharField(max_length=80, unique=True)
    fingerprint = models.CharField(max_length=64)
    words = SearchVectorField()
    weight = models.FloatField(default=1.0)
    at = models.DateTimeField(default=now)

    class Meta:
        indexes: ClassVar = [
            GinIndex(fields=["words"], name="match_example_words"),
            models.Index(fields=["fingerprint"], name="match_example_same"),
        ]

    def __str__(self) -> str:
        return self.source_key


class MatchWord(models.Model):
    """How often a word stem was seen for a service, and how often for a kind of call.

    The empty word holds the total of all examples of that service or kind. Kept by `teaching`, so that a match
    costs as much with a million past calls as with ten.
    """

    word = models.CharField(max_length=60)
    service = models.ForeignKey("catalogue.Service", on_delete=models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=20, blank=True)
    weight = models.FloatField(default=0.0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["word", "service", "kind"], name="match_word_once", nulls_distinct=False
            )
        ]
        indexes: ClassVar = [GinIndex(fields=["word"], name="match_word_like", opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return self.word
