from typing import Any

from django.db import migrations
from django.db.models import F


def to_the_call(apps: Any, _editor: Any) -> None:
    ticket = apps.get_model("desk", "Ticket")
    for case in apps.get_model("desk", "ComplaintCase").objects.filter(about__isnull=False):
        ticket.objects.filter(pk=case.ticket_id).update(about=case.about_id)
    # whom it is about does not see the call, so it cannot stay theirs
    ticket.objects.filter(about__isnull=False, owner=F("about")).update(owner=None, owned_since=None)


def to_the_case(apps: Any, _editor: Any) -> None:
    case = apps.get_model("desk", "ComplaintCase")
    for key, about in apps.get_model("desk", "Ticket").objects.filter(about__isnull=False).values_list(
        "pk", "about"
    ):
        case.objects.filter(ticket=key).update(about=about)


class Migration(migrations.Migration):
    # in steps of its own: a table with rows just changed is not altered in the same transaction
    dependencies = [
        ("desk", "0005_whom_a_complaint_is_about"),
    ]

    operations = [
        migrations.RunPython(to_the_call, to_the_case),
    ]
