"""The answers to the questions of the service: what was left open when the call came in is filled in or corrected later."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kwis.catalogue.answering import Answer
from kwis.catalogue.models import FormField
from kwis.core.actors import Actor
from kwis.desk.events import AnswerChanged
from kwis.desk.models.form_answer import FormAnswer
from kwis.desk.models.ticket.linking import Linking
from kwis.desk.workflow import UNFINISHED, NotNow

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class FillingIn(Linking):
    class Meta:
        abstract = True

    answers: "RelatedManager[FormAnswer]"

    def fill_in(self, answers: Iterable[Answer], *, asked: Iterable[FormField], by: Actor) -> None:
        """Write down the answers to the questions in `asked`; one without an answer has none from now on.

        Of each that changes the history keeps old and new. Raises `NotNow` for a closed call, and for questions of
        another service than the call is about.
        """
        with self.changing():
            if self.status not in UNFINISHED:
                raise NotNow(_("This call is closed; open it again first."))
            questions = list(asked)
            if any(question.form.service_id != self.service_id for question in questions):
                raise NotNow(
                    _("This call is about another service now. Close this and open its questions again.")
                )
            given = {answer.field.key: answer for answer in answers}
            changes = [
                change
                for question in questions
                if (change := self._write(question, self._answer_to(question), given.get(question.key)))
            ]
            if changes:
                self.keep()
            for change in changes:
                self.report(change, by=by)

    def _answer_to(self, question: FormField) -> FormAnswer | None:
        """What was answered; perhaps to this question as an earlier version of the form asked it."""
        rows = self.answers.filter(field__form__service=self.service_id, field__key=question.key)
        return rows.order_by("id").last()

    def _write(
        self, question: FormField, row: FormAnswer | None, answer: Answer | None
    ) -> AnswerChanged | None:
        old, new = row.text if row else "", answer.text if answer else ""
        if row is None and answer is None:
            return None
        if row is None:
            assert answer is not None
            FormAnswer.objects.create(ticket_id=self.pk, field=question, value=answer.value, text=answer.text)
        elif answer is None:
            row.delete()
        elif row.value == answer.value:
            return None
        else:
            row.field, row.value, row.text = question, answer.value, answer.text
            row.save()
        return AnswerChanged(question=question.label, old=old, new=new)
