"""A kept file is what its bytes say, has a safe name, runs nothing, and is read only by who may."""

import re
import struct
import zlib

import pytest
from django.contrib.auth.models import AnonymousUser

from kwis.core import files
from kwis.core.actors import KWIS
from kwis.core.models import StoredFile

pytestmark = pytest.mark.django_db


def png() -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(b"\0\0"))
        + chunk(b"IEND", b"")
    )


@pytest.fixture(autouse=True)
def aside(settings, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }
    monkeypatch.setattr(files, "_holders", [])


def keep(name: str, data: bytes) -> StoredFile:
    return files.keep(name, data, by=KWIS)


def everyone_may() -> None:
    files.register_holder(lambda user, file: True)


DANGEROUS = [
    b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    b"\xef\xbb\xbf<?xml version='1.0'?><svg><script/></svg>",
    b"<!-- x --><svg onload=alert(1)>",
    b"<!DOCTYPE html><script>alert(1)</script>",
    b"  \n<HTML><body onload=alert(1)>",
    b"<?xml version='1.0'?><?xml-stylesheet href='x.xsl'?><x/>",
    b"<html xmlns='http://www.w3.org/1999/xhtml'><script/></html>",
    b"From: x\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n<script>alert(1)</script>",
    b"FWS\x06aaaaaaaa",
    b"%PDF-1.4\n/JavaScript (app.alert(1))",
    b"<script>alert(1)</script>GIF89a",
]


@pytest.mark.parametrize("name", ["x.png", "x.svg", "x.html", "image.jpg"])
@pytest.mark.parametrize("data", DANGEROUS)
def test_nothing_that_could_run_is_ever_shown_on_our_address(client, name: str, data: bytes) -> None:
    everyone_may()
    answer = client.get(f"/files/{keep(name, data).token}/")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "private" in answer["Cache-Control"]
    assert b"".join(answer.streaming_content) == data


def test_a_picture_is_shown_in_the_page_with_its_own_type_whatever_it_is_called(client) -> None:
    everyone_may()
    answer = client.get(f"/files/{keep('x.html', png()).token}/")
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"].startswith("inline")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert b"".join(answer.streaming_content) == png()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\win.ini", "win.ini"),
        ("/absolute/path.txt", "path.txt"),
        ("C:\\file.txt", "file.txt"),
        ('"><img src=x onerror=alert(1)>.png', "___img src=x onerror=alert(1)_.png"),
        ("invoice\u202egpj.exe", "invoicegpj.exe"),
        ("a\u200bb.pdf", "ab.pdf"),
        ("nul\x00l.txt", "null.txt"),
        ("line\r\nbreak.txt", "linebreak.txt"),
        ("trailing. . ", "trailing"),
        (".htaccess", "htaccess"),
        ("", "bestand"),
        ("...", "bestand"),
        ("😀.png", "😀.png"),
        ("cafe\u0301.txt", "café.txt"),
    ],
)
def test_a_name_is_made_safe_before_it_is_kept(name: str, kept: str) -> None:
    assert files.safe_name(name) == kept


def test_a_long_name_is_cut_and_keeps_its_ending() -> None:
    name = files.safe_name("x" * 300 + ".pdf")
    assert len(name) == 200
    assert name.endswith("x.pdf")
    assert len(files.safe_name("x" * 300)) == 200
    assert len(files.safe_name("x." + "y" * 300)) == 200


@pytest.mark.parametrize(
    "name", ["../x", '"; filename=evil.html', "a\r\nSet-Cookie: x=1", "😀\u202e.png", "full．width", "con"]
)
def test_no_name_reaches_the_disk_or_breaks_a_header(client, name: str, tmp_path) -> None:
    everyone_may()
    kept = keep(name, b"words")
    assert kept.path == f"{kept.sha256[:2]}/{kept.sha256[2:]}"
    answer = client.get(f"/files/{kept.token}/")
    assert b"".join(answer.streaming_content) == b"words"
    assert "Set-Cookie" not in answer
    assert "\n" not in answer["Content-Disposition"]


def test_the_same_bytes_are_stored_once_under_two_tokens() -> None:
    first, second = keep("a.txt", b"words"), keep("b.txt", b"words")
    assert first.path == second.path
    assert first.token != second.token
    with files.read(second) as opened:
        assert opened.read() == b"words"


def test_an_empty_and_a_too_large_file_are_refused_and_leave_nothing(settings) -> None:
    settings.MAX_FILE_BYTES = 10
    for data in (b"", b"x" * 11):
        with pytest.raises(files.FileRefused):
            keep("x.txt", data)
    assert not StoredFile.objects.exists()
    assert keep("x.txt", b"x" * 10).size == 10


def test_who_may_not_read_sees_the_same_as_for_a_file_that_does_not_exist(client) -> None:
    files.register_holder(lambda user, file: file.name == "mine.txt")
    hidden, mine = keep("theirs.txt", b"secret"), keep("mine.txt", b"open")
    forbidden, unknown = client.get(f"/files/{hidden.token}/"), client.get(f"/files/{'x' * 24}/")
    assert (forbidden.status_code, unknown.status_code) == (404, 404)
    # but for the tokens that protect the page, which are new each time
    secret = re.compile(rb"[\w-]{16,}")
    assert secret.sub(b"", forbidden.content) == secret.sub(b"", unknown.content)
    assert b"".join(client.get(f"/files/{mine.token}/").streaming_content) == b"open"
    assert client.post(f"/files/{mine.token}/").status_code == 405


def test_a_file_that_nobody_holds_is_for_nobody() -> None:
    assert not files.may_read(AnonymousUser(), keep("x.txt", b"x"))
