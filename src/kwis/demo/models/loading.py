"""That the demo organisation was loaded here, or is being loaded."""

from django.db import models


class Loading(models.Model):
    """One row, written before the first other row; without `done_at` the loading was cut off and begins again.

    `year_ends_at` is the "now" up to which the year was told.
    """

    year_ends_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.year_ends_at:%Y-%m-%d %H:%M}"
