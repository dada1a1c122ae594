"""Serving a kept file: unknown and forbidden look the same."""

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from kwis.core.files import may_read, read
from kwis.core.models import StoredFile

# Nothing of what others sent runs on our address, not even when a browser is told to show it.
POLICY = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox"


@require_safe
def stored_file(request: HttpRequest, token: str) -> FileResponse:
    file = get_object_or_404(StoredFile, token=token)
    if not may_read(request.user, file):
        raise Http404
    response = FileResponse(
        read(file), as_attachment=not file.is_picture, filename=file.name, content_type=file.type
    )
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    return response


# who holds the file decides; the gates themselves stand in a higher room
stored_file.gate = "holder"  # type: ignore[attr-defined]
