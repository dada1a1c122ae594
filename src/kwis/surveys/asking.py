"""Asking how it was, and taking the answer in."""

import secrets

from django.db import transaction

from kwis.core.actors import Actor
from kwis.core.clock import now
from kwis.core.events import record
from kwis.desk.models import Ticket
from kwis.surveys.events import SurveyAnswered
from kwis.surveys.models import Survey, SurveyAnswer


def ask(ticket: Ticket) -> Survey:
    """The call's one question; asked once, also when the call is opened and solved again."""
    survey, _created = Survey.objects.get_or_create(
        ticket=ticket, defaults={"token": secrets.token_urlsafe(24), "asked_at": now()}
    )
    return survey


@transaction.atomic
def record_answer(survey: Survey, face: str, words: str = "", *, by: Actor) -> SurveyAnswer:
    """Keep the face and the words; a second answer replaces the first."""
    answer, _created = SurveyAnswer.objects.update_or_create(
        survey=survey, defaults={"face": SurveyAnswer.Face(face), "words": words.strip(), "at": now()}
    )
    record(
        SurveyAnswered(face=answer.face, label=str(answer.get_face_display())),
        by=by,
        subject=survey,
        ticket_key=survey.ticket_id,
    )
    return answer
