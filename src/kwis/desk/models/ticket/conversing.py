"""The conversation. A note is internal; what the customer sees is a deliberate act."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kwis.core.actors import Actor
from kwis.core.clock import now
from kwis.core.models import StoredFile
from kwis.desk.drawing_words import drawn
from kwis.desk.events import MessageAdded
from kwis.desk.models.attachment import Attachment
from kwis.desk.models.message import Message
from kwis.desk.models.promise import Promise
from kwis.desk.models.ticket.clocking import Clocking
from kwis.desk.workflow import NotNow
from kwis.people.models import Person

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

# promises that are kept by writing to the customer
KEPT_BY_WRITING = (Promise.How.ANSWER, Promise.How.LETTER)


class Conversing(Clocking):
    class Meta:
        abstract = True

    messages: "RelatedManager[Message]"

    def answer(
        self, text: str, *, author: Person, files: Iterable[StoredFile] = (), channel: str = "email"
    ) -> Message:
        """Write to the customer. Keeps an open promise that is kept by writing; the response clock stops."""
        with self.changing():
            message = self._add(text, Message.Direction.OUT, author=author, channel=channel, files=files)
            self.unread = False
            self.keep("unread")
            self.stop_clock("respond")
            promise = self.open_promise
            if promise is not None and promise.how in KEPT_BY_WRITING:
                self._keep(promise, author.actor)
            return message

    def note(
        self, text: str, *, author: Person | None, by: Actor | None = None, files: Iterable[StoredFile] = ()
    ) -> Message:
        """Write down something that stays inside."""
        with self.changing():
            return self._add(text, Message.Direction.NOTE, author=author, by=by, channel="", files=files)

    def receive(
        self,
        text: str,
        *,
        author: Person,
        channel: str,
        html: str = "",
        folded: str = "",
        files: Iterable[StoredFile] = (),
        inline: Sequence[tuple[StoredFile, str]] = (),
        unverified: bool = False,
        mail_id: str = "",
        also_to: Sequence[str] = (),
    ) -> Message:
        """The customer's own words come in; the call is marked unread."""
        with self.changing():
            message = self._add(
                text,
                Message.Direction.IN,
                author=author,
                channel=channel,
                files=files,
                html=html,
                folded=folded,
                unverified=unverified,
                mail_id=mail_id,
                also_to=list(also_to),
            )
            for file, cid in inline:
                Attachment.objects.create(message=message, file=file, cid=cid[:250])
            self.unread = True
            self.keep("unread")
            return message

    def see(self) -> None:
        """Somebody on this side looked at it; not worth an event."""
        if self.unread:
            type(self)._base_manager.filter(pk=self.pk).update(unread=False)
            self.unread = False

    def _add(
        self,
        text: str,
        direction: str,
        *,
        author: Person | None,
        channel: str,
        by: Actor | None = None,
        files: Iterable[StoredFile] = (),
        html: str = "",
        folded: str = "",
        unverified: bool = False,
        mail_id: str = "",
        also_to: Sequence[str] = (),
    ) -> Message:
        text = text.replace("\x00", "").strip()
        attached = list(files)
        if not text and not html and not attached:
            raise NotNow(_("Write something first."))
        actor = by or (author.actor if author else None)
        assert actor is not None
        # what somebody wrote who is not proven to take part is for the desk only: never shown in the portal
        public = direction != Message.Direction.NOTE and not unverified
        message = Message.objects.create(
            ticket_id=self.pk,
            direction=direction,
            public=public,
            channel=channel,
            author=author,
            author_name=actor.name,
            at=now(),
            text=text,
            drawn=drawn(text),
            html=html,
            folded=folded,
            unverified=unverified,
            mail_id=mail_id[:500],
            also_to=list(also_to),
        )
        Attachment.objects.bulk_create(Attachment(message=message, file=file) for file in attached)
        self.report(
            MessageAdded(message=message.pk, direction=direction), by=actor, public=public, channel=channel
        )
        return message
