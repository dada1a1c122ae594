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
    put_the_question(ticket.pk)
    return Survey.objects.get(ticket=ticket)


def put_the_question(ticket_key: int) -> None:
    """Make the question of the call with this key, if it is not there yet."""
    new = Survey(ticket_id=ticket_key, token=secrets.token_urlsafe(24), asked_at=now())
    Survey.objects.bulk_create([new], ignore_conflicts=True)


@transaction.atomic
def record_answer(survey: Survey, face: str, words: str = "", *, by: Actor) -> SurveyAnswer:
    """Keep the face and the words; a second answer replaces the first."""
    answer = SurveyAnswer(survey=survey, face=SurveyAnswer.Face(face), words=words.strip(), at=now())
    SurveyAnswer.objects.bulk_create(
        [answer], update_conflicts=True, unique_fields=["survey"], update_fields=["face", "words", "at"]
    )
    record(
        SurveyAnswered(face=answer.face),
        by=by,
        subject=survey,
        ticket_key=survey.ticket_id,
    )
    return answer
