from django.http import HttpRequest, HttpResponse

from kwis.ui import pulse
from kwis.ui.gates import by_link


@by_link
def beat(request: HttpRequest) -> HttpResponse:
    """The middleware answers first; this is the same answer for a server without it."""
    return pulse.answer(request)
