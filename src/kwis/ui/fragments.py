"""Toasts reach the reader also when the answer is a fragment: they ride along out of band."""

from collections.abc import Callable

from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import BaseStorage
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string


class ToastsWithFragments:
    """Adds the waiting toasts to an htmx answer that did not show them itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        if not isinstance(answer, HttpResponse) or not _takes_toasts(request, answer):
            return answer
        waiting = get_messages(request)
        if isinstance(waiting, BaseStorage) and not waiting.used and len(waiting):
            toasts = render_to_string("ui/parts/toast_list.html", {"messages": waiting}, request)
            partial = f'<hx-partial hx-target="#toasts" hx-swap="beforeend">{toasts}</hx-partial>'
            answer.content = answer.content + partial.encode()
            if answer.status_code == 204:
                answer.status_code = 200
            if "Content-Length" in answer.headers:
                answer.headers["Content-Length"] = str(len(answer.content))
        return answer


def _takes_toasts(request: HttpRequest, answer: HttpResponse) -> bool:
    htmx = getattr(request, "htmx", None)
    if not htmx:
        return False
    # a redirect or a fresh page shows them itself
    leaves = (
        answer.headers.get("HX-Redirect")
        or answer.headers.get("HX-Refresh")
        or answer.headers.get("HX-Location")
    )
    return not leaves and answer.status_code < 300 and "html" in answer.headers.get("Content-Type", "")
