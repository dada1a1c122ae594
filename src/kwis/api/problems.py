"""Errors as RFC 9457 problem details; a message never tells of an object that the key may not see."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, JsonResponse

TYPE = "application/problem+json"
TITLES: Mapping[int, str] = {
    400: "Bad request",
    401: "No valid key",
    403: "This key may not do that",
    404: "Not found",
    405: "Method not allowed",
    409: "Not possible now",
    422: "The request does not fit",
    429: "Too many requests",
    500: "Our fault",
}


class Problem(Exception):
    def __init__(self, status: int, detail: str = "", **more: Any) -> None:
        super().__init__(detail)
        self.status, self.detail, self.more = status, detail, more


def answer(status: int, detail: str = "", **more: Any) -> JsonResponse:
    body: dict[str, Any] = {"type": "about:blank", "title": TITLES.get(status, "Error"), "status": status}
    if detail:
        body["detail"] = detail
    response = JsonResponse(body | more, status=status, content_type=TYPE)
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="Kwis"'
    return response


def of_problem(_request: HttpRequest, problem: Problem) -> JsonResponse:
    return answer(problem.status, problem.detail, **problem.more)
