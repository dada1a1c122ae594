"""A file that came or went with a message; who may read the message may read the file."""

from typing import ClassVar

from django.db import models


class Attachment(models.Model):
    """`cid` is the content id by which a mail's text shows it in line; empty for a plain attachment."""

    message = models.ForeignKey("desk.Message", on_delete=models.CASCADE, related_name="attachments")
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    cid = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.file.name
