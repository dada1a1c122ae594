"""The ids and addresses by which we recognise an answer to a letter of ours: unguessable, as they carry an HMAC.

A number alone proves nothing: anybody can count. What these carry can only come from a letter that we sent (S3, S5).
"""

from __future__ import annotations

import base64
import re
import secrets

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

_MESSAGE_ID = re.compile(
    r"^<?kwis\.(\d{2}-\d{1,12})\.([a-z0-9]{10,20})\.([a-z2-7]{24})@[^<>\s]{1,255}>?$", re.IGNORECASE
)
_REPLY_ADDRESS = re.compile(r"^[^@\s]{1,64}\+(\d{2}-\d{1,12})\.([a-z2-7]{24})@[^@\s]{1,255}$", re.IGNORECASE)


def message_id_for(number: str, domain: str) -> str:
    """A new Message-ID for a letter about the call `number`."""
    nonce = secrets.token_hex(8)
    return f"<kwis.{number}.{nonce}.{_sign('message-id', number, nonce)}@{domain}>"


def number_in_message_id(message_id: str) -> str | None:
    """The call of a Message-ID that we made; None for any other, however much it looks like ours."""
    found = _MESSAGE_ID.match(message_id.strip())
    if found and constant_time_compare(found[3].lower(), _sign("message-id", found[1], found[2].lower())):
        return found[1]
    return None


def reply_address_for(number: str, address: str) -> str:
    """The address to answer to: the desk's own, with the call and its proof behind a plus."""
    local, _at, domain = address.rpartition("@")
    return f"{local}+{number}.{_sign('reply', number, address.casefold())}@{domain}"


def number_in_reply_address(address: str) -> str | None:
    """The call of a reply address that we gave; None for any other."""
    found = _REPLY_ADDRESS.match(address.strip())
    if not found:
        return None
    bare = re.sub(r"\+[^@]*@", "@", address.strip().casefold(), count=1)
    if constant_time_compare(found[2].lower(), _sign("reply", found[1], bare)):
        return found[1]
    return None


def is_our_message_id(message_id: str) -> bool:
    """Whether we made this id: a mail that has it as its own is our letter coming back."""
    return number_in_message_id(message_id) is not None


def _sign(*parts: str) -> str:
    digest = salted_hmac(
        "kwis.channels.mail", "|".join(parts), secret=settings.SECRET_KEY, algorithm="sha256"
    ).digest()
    return base64.b32encode(digest[:15]).decode("ascii").lower()
