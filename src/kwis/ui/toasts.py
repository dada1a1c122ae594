"""Tell what was done, with a way back: one line at the bottom that goes away by itself."""

import json
from dataclasses import asdict, dataclass

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest


@dataclass(frozen=True)
class Toast:
    """`undo_url` gets a POST; `seconds` is how long it stays (it waits while looked at)."""

    words: str
    undo_url: str = ""
    undo_words: str = ""
    seconds: int = 8


def say(request: HttpRequest, words: str, undo_url: str = "", undo_words: str = "", seconds: int = 8) -> None:
    """Show the toast with the answer to this request, or with the page after a redirect. Errors are never toasts."""
    toast = Toast(str(words), undo_url, str(undo_words), seconds)
    # the message store takes only words, so the rest travels in the tags
    messages.success(request, toast.words, extra_tags=json.dumps(asdict(toast)))


def read(message: Message) -> Toast:
    """The toast that a stored message carries; a plain Django message is a toast without a way back."""
    try:
        return Toast(**json.loads(message.extra_tags or ""))
    except (ValueError, TypeError):
        return Toast(str(message.message))
