"""What the demo shows on pages of other rooms: who can log in, on the log-in page in demo mode only."""

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import get_language

from kwis.core.wording import say
from kwis.demo.contents import read_content
from kwis.demo.known import PASSWORD
from kwis.ui import slots


def log_ins(request: HttpRequest) -> str | None:
    if not settings.DEMO:
        return None
    content = read_content()
    names = {one.code: " ".join(filter(None, (one.given, one.prefix, one.family))) for one in content.people}
    entries = [
        {"login_name": one.login_name, "name": names[one.person], "about": say(one.about, get_language())}
        for one in content.organisation.login
    ]
    return render_to_string("demo/_log_ins.html", {"entries": entries, "password": PASSWORD}, request)


slots.register("login.below", log_ins)
