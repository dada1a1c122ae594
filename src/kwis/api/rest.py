"""The API itself: routes, key, and every error as a problem."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from kwis.api import problems
from kwis.api.calls import router
from kwis.api.guarding import Key

api = NinjaAPI(
    title="Kwis",
    version=settings.VERSION,
    description="Calls of the service desk. Send your key as `Authorization: Bearer …`. Errors follow RFC 9457.",
    auth=Key(),
    docs_url=None,
    openapi_url=None,
    urls_namespace="kwis-api",
)
api.add_router("/calls", router, url_name_prefix="")


@api.exception_handler(problems.Problem)
def problem(request: HttpRequest, error: problems.Problem) -> HttpResponse:
    return problems.of_problem(request, error)


@api.exception_handler(ValidationError)
def does_not_fit(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Which field, and what is wrong with it; never what was sent."""
    errors = [
        {"field": ".".join(str(part) for part in one["loc"][1:]), "detail": one["msg"]}
        for one in error.errors
    ]
    return problems.answer(422, "Some fields do not fit.", errors=errors)


@api.exception_handler(AuthenticationError)
def no_key(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problems.answer(401)


@api.exception_handler(HttpError)
def http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problems.answer(error.status_code, str(error))


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Any) -> HttpResponse:
    return problems.answer(404)
