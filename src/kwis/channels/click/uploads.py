"""Files that come with a form: kept at once, so that they stay when the rest of the form is not right yet."""

from django.core import signing
from django.http import HttpRequest
from django.utils.translation import gettext as _

from kwis.core.actors import Actor
from kwis.core.files import FileRefused, keep
from kwis.core.models import StoredFile

SALT = "kwis.upload"
A_DAY = 24 * 3600
MOST_FILES = 20


def ticket_for(file: StoredFile, request: HttpRequest) -> str:
    """What the form carries for a file that was kept before: bound to who sent it, so nobody else's can be named."""
    return signing.dumps([file.token, request.user.pk], salt=SALT, compress=True)


def taken(request: HttpRequest, name: str, *, by: Actor) -> list[StoredFile]:
    """The files of one field: those sent now, and those kept with an earlier try of the same form.

    Raises `FileRefused` with the reason in the user's language.
    """
    earlier = _kept_before(request, f"{name}_kept")
    sent = [upload for upload in request.FILES.getlist(name) if upload.name]
    if len(earlier) + len(sent) > MOST_FILES:
        raise FileRefused(_("Add at most %(limit)s files.") % {"limit": MOST_FILES})
    return earlier + [keep(upload.name or "", upload, by=by) for upload in sent]


def _kept_before(request: HttpRequest, name: str) -> list[StoredFile]:
    tokens: list[str] = []
    for signed in request.POST.getlist(name):
        try:
            token, key = signing.loads(signed, salt=SALT, max_age=A_DAY)
        except (signing.BadSignature, ValueError):
            continue
        if key == request.user.pk and token not in tokens:
            tokens.append(token)
    found = {file.token: file for file in StoredFile.objects.filter(token__in=tokens)} if tokens else {}
    return [found[token] for token in tokens if token in found]
