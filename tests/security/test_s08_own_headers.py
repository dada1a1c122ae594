"""S8: headers in our own name that come in with a mail are never read; the gateway says only fixed words."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwis.channels.call.mail.parse import parse
from kwis.channels.call.mail.parsed import ParsedMail
from kwis.channels.call.mail.receive_command import receive_command
from kwis.channels.tests.mails import mail, take
from kwis.desk.models import Ticket
from tests.cast import make_cast


@given(
    st.from_regex(r"[Xx]-[Kk][Ww][Ii][Ss](-[A-Za-z]{1,12}){0,2}", fullmatch=True),
    st.text(alphabet="abc26-1001 <>@", max_size=30),
)
def test_no_header_of_ours_is_in_what_was_read(name: str, value: str) -> None:
    found = parse(mail("a@example.org", **{name: value}))
    assert isinstance(found, ParsedMail)
    assert not any(header.startswith("x-kwis") for header in found.headers)


@pytest.mark.django_db
def test_headers_of_ours_change_nothing_and_the_answer_tells_nothing() -> None:
    make_cast()
    take("carla@example.org")
    call = Ticket.objects.get()
    ours = {
        "X-Kwis-Ticket": call.number,
        "X-Kwis-User": "admin",
        "X-Kwis-Verified": "yes",
        "X-Kwis-Public": "yes",
    }
    told = []
    for sender, headers in (("een@elders.example", {}), ("twee@elders.example", ours)):
        out = io.StringIO()
        receive_command(io.BytesIO(mail(sender, f"geheim {call.number}", **headers)), out=out)
        told.append(out.getvalue())
    assert told == ["handled new\n", "handled new\n"]
    assert call.messages.count() == 1
    assert Ticket.objects.filter(customer__external=True).count() == 2
