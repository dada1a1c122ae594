"""Mails made to hurt: each is small to send and dear to read for a careless reader (S11)."""

from collections.abc import Callable

MEGABYTE = 1_000_000
HEAD = b"From: a@example.nl\r\nTo: c@example.nl\r\nSubject: x\r\n"


def _html(body: bytes) -> bytes:
    return HEAD + b"Content-Type: text/html\r\n\r\n" + body


def _plain(body: bytes) -> bytes:
    return HEAD + b"\r\n" + body


def _header(name: bytes, value: bytes) -> bytes:
    return name + b": " + value + b"\r\n" + HEAD + b"\r\nhi"


def _nested(depth: int, kind: bytes) -> bytes:
    parts = (b"Content-Type: %s; boundary=b%d\r\n\r\n--b%d\r\n" % (kind, at, at) for at in range(depth))
    return HEAD + b"".join(parts) + b"\r\nhi"


def _part(headers: bytes, body: bytes) -> bytes:
    return HEAD + headers + b"\r\n\r\n" + body


MAILS: dict[str, Callable[[], bytes]] = {
    "a megabyte of <": lambda: _html(b"<" * MEGABYTE),
    "a megabyte of <!": lambda: _html(b"<!" * (MEGABYTE // 2)),
    "a megabyte of </": lambda: _html(b"</" * (MEGABYTE // 2)),
    "a megabyte of &": lambda: _html(b"&" * MEGABYTE),
    "comments never closed": lambda: _html(b"<!--" * 250_000),
    "attributes never closed": lambda: _html(b'<a href="' * 100_000),
    "200,000 divisions deep": lambda: _html(b"<div>" * 200_000),
    "bold never closed before many paragraphs": lambda: _html(
        b"".join(b"<b a=%d>" % at for at in range(50_000)) + b"<p>" * 50_000
    ),
    "tables in tables": lambda: _html(b"<table>" * 100_000),
    "fonts in cells": lambda: _html(b"<table><tr>" + b"<td><font>" * 50_000),
    "300,000 paragraphs": lambda: _html(b"<p>" * 300_000),
    "300,000 links": lambda: _html(b"<a>" * 300_000),
    "drawings in formulas": lambda: _html(b"<svg><math>" * 50_000),
    "quotes 1,400 deep": lambda: _html(b"<blockquote>" * 1_400 + b"x<br>" * 1_000),
    "a style of a megabyte": lambda: _html(b'<p style="' + b"color:red;" * 100_000 + b'">x'),
    "3,000 parts deep": lambda: _nested(3_000, b"multipart/mixed"),
    "3,000 messages deep": lambda: _nested(3_000, b"message/rfc822"),
    "100,000 parts": lambda: _part(
        b"Content-Type: multipart/mixed; boundary=b", b"--b\r\n\r\nx\r\n" * 100_000
    ),
    "50,000 addresses": lambda: _header(
        b"To", b", ".join(b"user%d@example.com" % at for at in range(50_000))
    ),
    "a megabyte of commas": lambda: _header(b"To", b"," * MEGABYTE),
    "a megabyte of quotes": lambda: _header(b"Cc", b'"' * MEGABYTE),
    "a megabyte of brackets": lambda: _header(b"Cc", b"(" * MEGABYTE),
    "a megabyte of angles": lambda: _header(b"Reply-To", b"<" * MEGABYTE),
    "a megabyte of a@": lambda: _header(b"Sender", b"a@" * (MEGABYTE // 2)),
    "a megabyte of backslashes": lambda: _header(b"Cc", b"\\" * MEGABYTE),
    "encoded words never closed": lambda: (
        b"Subject: " + b"=?a?q?" * (MEGABYTE // 6) + b"\r\n" + HEAD + b"\r\nhi"
    ),
    "encoded words without end": lambda: (
        b"Subject: " + b"=?utf-8?q?=41?= " * (MEGABYTE // 16) + b"\r\n" + HEAD + b"\r\nhi"
    ),
    "a megabyte of parameters": lambda: (
        b"Content-Type: multipart/mixed; " + b";" * MEGABYTE + b"\r\n" + HEAD + b"\r\nhi"
    ),
    "an extension of 10,000 letters": lambda: _part(
        b'Content-Type: application/pdf; name="a.' + b"x" * 10_000 + b'"', b"hi"
    ),
    "a word of a megabyte": lambda: _plain(b"a" * MEGABYTE),
    "a line of a megabyte of >": lambda: _plain(b">" * MEGABYTE),
    "quoting 10,000 deep": lambda: _plain((b">" * 10_000 + b" x\r\n") * 100),
    "signature lines only": lambda: _plain(b"--\n" * (MEGABYTE // 3)),
    "header lines only": lambda: _plain(b"From:\n" * (MEGABYTE // 6)),
    "attributions only": lambda: _plain(b"x\nOp 1 jan 2020 10:10 a@b.nl\n> hi\n" * (MEGABYTE // 40)),
    "empty lines only": lambda: _plain(b"\n" * MEGABYTE),
    "a megabyte of www.": lambda: _plain(b"www." * (MEGABYTE // 4)),
    "a megabyte of closing brackets in a link": lambda: _plain(b"http://" + b")" * MEGABYTE),
    "base64 in crumbs": lambda: _part(b"Content-Transfer-Encoding: base64", b"A=" * (MEGABYTE // 2)),
    "quoted-printable without letters": lambda: _part(
        b"Content-Transfer-Encoding: quoted-printable", b"=" * MEGABYTE
    ),
    "uuencoded beginnings": lambda: _plain(b"begin 644 a\n" * (MEGABYTE // 12)),
    "uuencoded without end": lambda: _plain(b"begin 644 a\n" + b"#0V%T\n" * (MEGABYTE // 6)),
    "160,000 headers": lambda: b"X: y\r\n" * 160_000 + HEAD + b"\r\nhi",
    "references without end": lambda: _header(b"References", b"<a@b> " * (MEGABYTE // 6)),
    "a date of a megabyte": lambda: _header(b"Date", b"Mon, " * (MEGABYTE // 5)),
    "idna as charset": lambda: _part(b"Content-Type: text/plain; charset=idna", b"xn--" * (MEGABYTE // 4)),
    "a megabyte of escapes": lambda: _part(
        b"Content-Type: text/plain; charset=iso-2022-jp", b"\x1b$B" * (MEGABYTE // 3)
    ),
    "a report on 30,000 addresses": lambda: _part(
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=b",
        b"--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        + b"Final-Recipient: rfc822; a@b.nl\r\n\r\n" * 30_000
        + b"--b--",
    ),
    "winmail.dat in winmail.dat": lambda: _part(
        b"Content-Type: application/ms-tnef; name=winmail.dat", b"\x78\x9f\x3e\x22" * 250_000
    ),
    "a zip bomb, which nobody opens": lambda: _part(
        b'Content-Type: application/zip; name="bomb.zip"', b"PK\x03\x04" + b"\x00" * MEGABYTE
    ),
}
