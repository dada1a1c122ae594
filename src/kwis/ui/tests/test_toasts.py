"""What was done is told once, with a way back, in a page or in a fragment."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from kwis.ui import toasts
from kwis.ui.urls import urlpatterns as ui_urls  # noqa: F401 - the pages these tests stand beside


def done(request: HttpRequest) -> HttpResponse:
    toasts.say(request, "Toegewezen aan <Fatima>", undo_url="/undo/")
    return HttpResponse("<p>rij</p>")


urlpatterns = [path("done/", done)]
pytestmark = [pytest.mark.urls("kwis.ui.tests.test_toasts"), pytest.mark.django_db]


def test_a_fragment_brings_the_toast_along_out_of_band(client: Client, settings: Any) -> None:
    content = client.get("/done/", headers={"HX-Request": "true"}).content.decode()

    assert content.startswith("<p>rij</p>")
    assert '<hx-partial hx-target="#toasts"' in content
    assert "Toegewezen aan &lt;Fatima&gt;" in content
    assert 'action="/undo/"' in content


def test_a_whole_page_is_left_alone_and_the_toast_waits(client: Client) -> None:
    assert client.get("/done/").content == b"<p>rij</p>"


def test_a_plain_message_is_a_toast_without_a_way_back() -> None:
    class Message:
        extra_tags = ""
        message = "Bewaard"

    assert toasts.read(Message()) == toasts.Toast("Bewaard")  # type: ignore[arg-type]
