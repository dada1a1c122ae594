"""The yardstick: a Django view with one joined query and 50 rows, and nothing around it. `python -m bench.bare PORT`.

What a page of Kwis does besides can be read off against it, whatever the machine does at that moment.
"""

import sys

import django
from django.conf import settings
from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402 - once Django stands
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402

from kwis.desk.models import Ticket  # noqa: E402

ROWS = 50


def view(request: HttpRequest) -> HttpResponse:
    rows = Ticket.objects.order_by("-id").values_list("number", "subject", "service__code")[:ROWS]
    return HttpResponse("".join(f"<tr><td>{number}<td>{subject}<td>{code}" for number, subject, code in rows))


urlpatterns = [path("", view)]
settings.ROOT_URLCONF = __name__ if __name__ != "__main__" else "bench.bare"
settings.MIDDLEWARE = []
application = get_wsgi_application()


def serve(port: int) -> None:
    """As many processes and threads as Kwis has, and like there a connection for each request."""
    Granian(
        "bench.bare:application",
        port=port,
        interface=Interfaces.WSGI,
        websockets=False,
        workers=3,
        blocking_threads=3,
        http1_settings=HTTP1Settings(keep_alive=False),
        log_level=LogLevels.error,
        log_access=False,
    ).serve()


if __name__ == "__main__":
    serve(int(sys.argv[1]))
