"""The jobs of the ways in and out."""

from kwis.channels.call.mail.receive import take_up_left_behind
from kwis.channels.delivering import letters, sending
from kwis.core import jobs
from kwis.desk.keeping_watch import due_reminders


@jobs.job("channels.send", queue=jobs.MAIL_OUT)
def send(key: int) -> None:
    sending.send(key)


@jobs.job("channels.sweep_letters", queue=jobs.MAIL_OUT)
def sweep_letters(timestamp: int = 0) -> None:
    sending.sweep()


@jobs.job("channels.remind")
def remind(timestamp: int = 0) -> None:
    """Ask once more of solved calls that nobody answered."""
    for ticket in due_reminders():
        letters.reminder(ticket)


@jobs.job("channels.sweep_mail")
def sweep_mail(timestamp: int = 0) -> None:
    """Mail that was kept but not handled, as its process died in between."""
    take_up_left_behind()
