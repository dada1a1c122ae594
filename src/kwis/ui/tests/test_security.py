"""What a browser may do with our pages."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from kwis.ui import security

pytestmark = pytest.mark.django_db


def test_every_answer_carries_the_strict_policy(client: Client) -> None:
    policy = client.get("/no-such-page/")["Content-Security-Policy"]

    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_other_headers_keep_the_browser_from_guessing_and_telling(client: Client) -> None:
    answer = client.get("/no-such-page/")

    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


def test_a_mail_is_shown_under_a_closed_policy_of_its_own() -> None:
    @security.mail_frame
    def body(request: HttpRequest) -> HttpResponse:
        return HttpResponse("<p style='color:red'>Hallo</p>")

    answer = security.SecurityHeaders(body)(RequestFactory().get("/"))
    policy = answer["Content-Security-Policy"]

    assert policy.startswith("default-src 'none'")
    assert "sandbox" in policy
    assert "script-src" not in policy
    assert "allow-scripts" not in policy
