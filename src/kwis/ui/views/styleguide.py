"""Every component in its states, on one page, for those who build and judge Kwis."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kwis.core import clock
from kwis.ui.components import KINDS
from kwis.ui.forms import TwoLanguagesField
from kwis.ui.gates import public
from kwis.ui.icons import CHOICES
from kwis.ui.paging import Page
from kwis.ui.templatetags.kwis import big_number
from kwis.ui.toasts import Toast

WEEKS = [
    ("wk 18", 81, 402),
    ("wk 19", 83, 431),
    ("wk 20", 82, 398),
    ("wk 21", 84, 440),
    ("wk 22", 86, 452),
    ("wk 23", 85, 447),
]
PEOPLE = (
    "Annemiek de Boer",
    "Joost van Dam",
    "Fatima El Idrissi",
    "Sanne Bakker",
    "Willem Kuiper",
    "Mark Timmer",
)


class SampleForm(forms.Form):
    name = TwoLanguagesField(label=_("Name"))
    where = forms.ChoiceField(
        label=_("Where do we bring the chair?"),
        choices=[("", _("Choose a place")), ("3.14", _("Your workplace, room 3.14"))],
        help_text=_("You can change this later."),
        error_messages={"required": _("Choose a place, then we know where you sit.")},
    )
    story = forms.CharField(
        label=_("What happened?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-autosize": True}),
    )
    mail = forms.BooleanField(label=_("Send me a message"), required=False)
    old = forms.ChoiceField(
        label=_("Your old chair"),
        choices=[("1", _("Take it along")), ("2", _("Leave it"))],
        widget=forms.RadioSelect,
    )


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
            ("later", gettext("Wed 10 June, 12:00"), gettext("later")),
            ("today", gettext("Call 15:00"), gettext("today")),
            ("now", gettext("Call 10:00"), gettext("within 2 hours")),
            ("late", gettext("Call 9:30"), gettext("too late")),
            ("kept", gettext("Called 9:05"), gettext("kept")),
        ],
        "toasts": [
            Toast(gettext("Given to Fatima"), "#", ""),
            Toast(gettext("Answer goes in 10 seconds"), "#", gettext("Hold it")),
            Toast(gettext("Kept")),
        ],
        "road": [
            {"state": "done", "team": "HR", "name": gettext("Contract"), "words": gettext("Signed on 4 June")},
            {"state": "ask", "team": "ICT", "name": gettext("Laptop"), "words": gettext("Ready. Is it right?")},
            {"state": "busy", "team": gettext("Facilities"), "name": gettext("Workplace 3.16"), "words": gettext("Busy, ready on 15 June")},
            {"state": "you", "team": gettext("Facilities"), "name": gettext("Access pass"), "words": gettext("Waits for a photo")},
            {"state": "later", "team": "ICT", "name": gettext("Training"), "words": gettext("Not started")},
        ],
        "talk": [
            {"kind": "in", "who": PEOPLE[0], "at": now, "drawing": "phone", "way": gettext("called, noted by Joost"), "team": "", "new": False,
             "body": gettext("The screen in 2.08 stays black, also with another laptop.")},
            {"kind": "out", "who": PEOPLE[1], "at": now, "drawing": "mail", "way": gettext("to the customer"), "team": "", "new": False,
             "body": gettext("Thank you for calling. I will call you today before 15:00.")},
            {"kind": "internal", "who": PEOPLE[5], "at": now, "drawing": "lock", "way": "", "team": "AV-beheer", "new": False,
             "body": gettext("The panel is broken. Warranty until March 2027.")},
            {"kind": "in", "who": PEOPLE[0], "at": now, "drawing": "world", "way": gettext("through the portal"), "team": "", "new": True,
             "body": gettext("Good that you act so fast.")},
        ],
        "page": Page(rows=[], before="", after="token"),
        **_sample_figures(),
    }  # fmt: skip


def _sample_figures() -> dict[str, Any]:
    return {
        "weeks_head": [gettext("Week"), gettext("Figure")],
        "satisfied": [[week, share] for week, share, _finished in WEEKS],
        "satisfied_lead": big_number("85%", gettext("of 1,578 answers: very pleasant or good"), "+2", good=True),
        "finished": [[week, finished] for week, _share, finished in WEEKS],
        "finished_lead": big_number("2.570", gettext("calls finished"), "+45", good=True),
        "passed_head": [gettext("Passed on"), gettext("Calls")],
        "passed": [[gettext("Not"), 68], [gettext("Once"), 24], [gettext("Twice"), 6], [gettext("More"), 2]],
        "kinds_head": [gettext("Way in"), *(str(word) for _letter, word in KINDS.values())],
        "mix": [[gettext("Portal"), 4, 52, 18, 26], [gettext("Telephone"), 9, 14, 31, 46], [gettext("Mail"), 11, 33, 29, 27]],
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
