"""S9, incoming: no name, subject or file name that comes in carries a line break or a second header onward."""

from email.header import Header

from hypothesis import given
from hypothesis import strategies as st

from kwis.channels.call.mail.parse import parse
from kwis.channels.call.mail.parsed import ParsedMail

BREAKS = "\r\n\x00\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
NASTY = st.text(alphabet=st.sampled_from("ab,;:<>\"'()@\\ é" + BREAKS), min_size=1, max_size=40)


@given(NASTY, NASTY)
def test_what_was_encoded_in_a_header_is_one_line(name: str, subject: str) -> None:
    def encoded(text: str) -> str:
        return Header(text.replace("\r", "\x0b").replace("\n", "\x0c"), "utf-8", maxlinelen=10_000).encode(
            maxlinelen=10_000
        )

    quoted = "".join(f"={byte:02X}" for byte in name.encode())
    raw = f"From: =?utf-8?Q?{quoted}?= <a@example.org>\nTo: b@example.org\nSubject: {encoded(subject)}\nX: y\n\nhoi"
    found = parse(raw.encode())
    assert isinstance(found, ParsedMail)
    assert len(found.from_) == 1
    assert found.from_[0].address == "a@example.org"
    for text in (found.subject, found.from_[0].name, str(found.from_[0])):
        assert not set(text) & set(BREAKS)


@given(NASTY)
def test_a_file_name_is_one_line_without_a_path(name: str) -> None:
    quoted = "".join(f"%{byte:02X}" for byte in name.encode())
    raw = f"From: a@example.org\nContent-Type: application/pdf\nContent-Disposition: attachment; filename*=utf-8''{quoted}\n\nx"
    found = parse(raw.encode())
    assert isinstance(found, ParsedMail)
    assert not set(found.attachments[0].name) & set(BREAKS + '/\\:"<>')
