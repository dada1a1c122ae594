"""How often something happened at a key, such as "desk:3"."""

from django.db import models


class PulseStamp(models.Model):
    """A counter per key. The table is unlogged: it may be empty after a crash, which only makes pages refresh once."""

    key = models.CharField(max_length=80, primary_key=True)
    stamp = models.BigIntegerField(default=1)

    class Meta:
        db_table = "ui_pulse"

    def __str__(self) -> str:
        return f"{self.key} {self.stamp}"
