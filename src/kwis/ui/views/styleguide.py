"""Every component in its states, on one page, for those who build and judge Kwis."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kwis.core import clock
from kwis.ui.forms import TwoLanguagesField
from kwis.ui.gates import public
from kwis.ui.icons import CHOICES
from kwis.ui.paging import Page
from kwis.ui.templatetags.kwis import KINDS, big_number
from kwis.ui.toasts import Toast

WEEKS = [("wk 18", 81, 402), ("wk 19", 83, 431), ("wk 20", 82, 398), ("wk 21", 84, 440), ("wk 22", 86, 452), ("wk 23", 85, 447)]
PEOPLE = ("Annemiek de Boer", "Joost van Dam", "Fatima El Idrissi", "Sanne Bakker", "Willem Kuiper", "Mark Timmer")


class SampleForm(forms.Form):
    name = TwoLanguagesField(label=_("Name"))
    where = forms.ChoiceField(
        label=_("Where do we bring the chair?"),
        choices=[("", _("Choose a place")), ("3.14", _("Your workplace, room 3.14"))],
        help_text=_("You can change this later."),
        error_messages={"required": _("Choose a place, then we know where you sit.")},
    )
    story = forms.CharField(label=_("What happened?"), required=False, widget=forms.Textarea(attrs={"rows": 2, "data-autosize": True}))
    mail = forms.BooleanField(label=_("Send me a message"), required=False)
    old = forms.ChoiceField(label=_("Your old chair"), choices=[("1", _("Take it along")), ("2", _("Leave it"))], widget=forms.RadioSelect)


def _open() -> bool:
    return settings.DEBUG or bool(getattr(settings, "DEMO", False))


def _samples() -> dict[str, Any]:
    now = clock.now()
    return {
        "now": now,
        "kinds": list(KINDS),
        "people": PEOPLE,
        "form": SampleForm(initial={"old": "1", "name": {"nl": "Bureaustoel", "en": "Office chair"}}),
        "wrong_form": SampleForm({"old": "1", "name_nl": "Bureaustoel"}, prefix="wrong"),
        "promises": [
            ("later", say("Wed 10 June, 12:00"), say("later")),
            ("today", say("Call 15:00"), say("today")),
            ("now", say("Call 10:00"), say("within 2 hours")),
            ("late", say("Call 9:30"), say("too late")),
            ("kept", say("Called 9:05"), say("kept")),
        ],
        "toasts": [
            Toast(say("Given to Fatima"), "#", ""),
            Toast(say("Answer goes in 10 seconds"), "#", say("Hold it")),
            Toast(say("Kept")),
        ],
        "road": [
            {"state": "done", "team": "HR", "name": say("Contract"), "words": say("Signed on 4 June")},
            {"state": "ask", "team": "ICT", "name": say("Laptop"), "words": say("Ready. Is it right?")},
            {"state": "busy", "team": say("Facilities"), "name": say("Workplace 3.16"), "words": say("Busy, ready on 15 June")},
            {"state": "you", "team": say("Facilities"), "name": say("Access pass"), "words": say("Waits for a photo")},
            {"state": "later", "team": "ICT", "name": say("Training"), "words": say("Not started")},
        ],
        "talk": [
            {"kind": "in", "who": PEOPLE[0], "at": now, "drawing": "phone", "way": say("called, noted by Joost"), "team": "", "new": False,
             "body": say("The screen in 2.08 stays black, also with another laptop.")},
            {"kind": "out", "who": PEOPLE[1], "at": now, "drawing": "mail", "way": say("to the customer"), "team": "", "new": False,
             "body": say("Thank you for calling. I will call you today before 15:00.")},
            {"kind": "internal", "who": PEOPLE[5], "at": now, "drawing": "lock", "way": "", "team": "AV-beheer", "new": False,
             "body": say("The panel is broken. Warranty until March 2027.")},
            {"kind": "in", "who": PEOPLE[0], "at": now, "drawing": "world", "way": say("through the portal"), "team": "", "new": True,
             "body": say("Good that you act so fast.")},
        ],
        "page": Page(rows=[], before="", after="token"),
        "weeks_head": [say("Week"), say("Figure")],
        "satisfied": [[week, share] for week, share, _finished in WEEKS],
        "satisfied_lead": big_number("85%", say("of 1,578 answers: very pleasant or good"), "+2", good=True),
        "finished": [[week, finished] for week, _share, finished in WEEKS],
        "finished_lead": big_number("2.570", say("calls finished"), "+45", good=True),
        "passed_head": [say("Passed on"), say("Calls")],
        "passed": [[say("Not"), 68], [say("Once"), 24], [say("Twice"), 6], [say("More"), 2]],
        "kinds_head": [say("Way in"), *(str(word) for _letter, word in KINDS.values())],
        "mix": [[say("Portal"), 4, 52, 18, 26], [say("Telephone"), 9, 14, 31, 46], [say("Mail"), 11, 33, 29, 27]],
    }  # fmt: skip


@public
def guide(request: HttpRequest) -> HttpResponse:
    if not (_open() or request.user.is_authenticated):
        raise Http404
    return render(request, "ui/styleguide.html", {"icons": CHOICES, **_samples()})


@public
def swap(request: HttpRequest) -> HttpResponse:
    """A fragment that was fetched under the strict policy; the browser test asks for it."""
    if not (_open() or request.user.is_authenticated):
        raise Http404
    return render(request, "ui/parts/styleguide_fragment.html")
