"""The HTML of a mail as a document of its own: pictures it brought along are put in as data."""

import base64
import re

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from kwis.core.files import read
from kwis.desk.models import Message

# a picture larger than this is offered as an attachment only
MOST_BYTES = 2 * 1024 * 1024
CID = re.compile(r"""(src=["'])cid:([^"']+)(["'])""", re.IGNORECASE)


def document(message: Message) -> SafeString:
    """A whole page. `message.html` was cleaned when it came in; the page is served with its own closed policy."""
    pictures = {
        attachment.cid: attachment.file
        for attachment in message.attachments.select_related("file")
        if attachment.cid
    }

    def put_in(found: re.Match[str]) -> str:
        file = pictures.get(found[2])
        if file is None or not file.is_picture or file.size > MOST_BYTES:
            return f"{found[1]}{found[3]}"
        with read(file) as opened:
            data = base64.b64encode(opened.read()).decode()
        return f"{found[1]}data:{file.type};base64,{data}{found[3]}"

    body = mark_safe(CID.sub(put_in, message.html))  # noqa: S308 - cleaned by nh3 when stored, sandboxed when shown
    return format_html(
        '<!doctype html><html><head><meta charset="utf-8"><style>body{{font:14px/1.5 sans-serif;margin:0;'
        "overflow-wrap:anywhere}}img{{max-width:100%;height:auto}}</style></head><body>{}</body></html>",
        body,
    )
