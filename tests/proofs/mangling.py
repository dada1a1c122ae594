"""Damage to a mail, of the kinds that gateways, virus scanners, full disks and hostile senders do to it."""

import random
from collections.abc import Callable

Damage = Callable[[bytes, random.Random], bytes]

CHARSETS = (
    b"utf-7",
    b"utf-16",
    b"x-unknown",
    b"gb18030",
    b"\xff\xfe",
    b"idna",
    b"unicode_escape",
    b"rot13",
    b"",
)
ENCODINGS = (b"base64", b"quoted-printable", b"x-uuencode", b"8bit", b"no-such-thing", b"")
WORDS = (
    b"=?utf-8?B?4pyT?=",
    b"=?x?Q?=00=0d=0aBcc: x@y?=",
    b"=?utf-16?B?AAAA?=",
    b"=?utf-8?Q?" + b"=E2" * 400 + b"?=",
)


def cut(mail: bytes, dice: random.Random) -> bytes:
    """The connection broke off."""
    return mail[: dice.randrange(len(mail) + 1)]


def lose_the_middle(mail: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(mail) + 1)
    return mail[:start] + mail[start + dice.randrange(2_000) :]


def flip_bytes(mail: bytes, dice: random.Random) -> bytes:
    damaged = bytearray(mail)
    for _turn in range(min(len(damaged), dice.choice((1, 5, 50, 500)))):
        damaged[dice.randrange(len(damaged))] = dice.randrange(256)
    return bytes(damaged)


def put_in_zero_bytes(mail: bytes, dice: random.Random) -> bytes:
    for _turn in range(dice.randrange(1, 20)):
        place = dice.randrange(len(mail) + 1)
        mail = (
            mail[:place]
            + dice.choice((b"\0", b"\0\0\0\0", b"\r", b"\x1b[2J", b"\xed\xa0\x80"))
            + mail[place:]
        )
    return mail


def double_headers(mail: bytes, dice: random.Random) -> bytes:
    body, lines = _halves(mail)
    chosen = [dice.choice(lines) for _turn in range(dice.randrange(1, 30))]
    dice.shuffle(chosen)
    return b"\n".join([*lines, *chosen] if dice.random() < 0.5 else [*chosen, *lines]) + b"\n\n" + body


def lose_headers(mail: bytes, dice: random.Random) -> bytes:
    body, lines = _halves(mail)
    return b"\n".join(line for line in lines if dice.random() < 0.6) + b"\n\n" + body


def break_boundaries(mail: bytes, dice: random.Random) -> bytes:
    """Parts that never end, never begin, or hold themselves."""
    lines = mail.split(b"\n")
    marks = [number for number, line in enumerate(lines) if line.startswith(b"--")]
    for number in marks:
        what = dice.randrange(5)
        if what == 0:
            lines[number] = b""
        elif what == 1:
            lines[number] = lines[number].rstrip() + b"--"
        elif what == 2:
            lines[number] = lines[number].rstrip()[:-3]
        elif what == 3:
            lines[number] = lines[number] + b"\n" + lines[number]
    damaged = b"\n".join(lines)
    return damaged.replace(
        b"boundary=", dice.choice((b"boundary=", b"boundary==", b"bondary=", b'boundary="'))
    )


def blow_up_a_header(mail: bytes, dice: random.Random) -> bytes:
    name = dice.choice(
        (b"Subject", b"From", b"To", b"Cc", b"References", b"Received", b"Content-Type", b"X-Long")
    )
    size = dice.choice((1_000, 50_000, 400_000))
    filling = dice.choice(
        (b"a", b"<a@b.example> ", b"a@b.example, ", b"(", b'"', b";x=y", b"=?utf-8?Q?a?= ", b"\n ")
    )
    return name + b": " + (filling * (size // len(filling))) + b"\n" + mail


def name_a_wrong_charset(mail: bytes, dice: random.Random) -> bytes:
    lines = mail.split(b"\n")
    for number, line in enumerate(lines):
        if b"charset=" in line.lower():
            start = line.lower().index(b"charset=") + len(b"charset=")
            lines[number] = line[:start] + dice.choice(CHARSETS) + dice.choice((b"", b'"', b"; x=1"))
        elif line.lower().startswith(b"content-transfer-encoding:"):
            lines[number] = b"Content-Transfer-Encoding: " + dice.choice(ENCODINGS)
    return b"\n".join(lines)


def write_odd_words(mail: bytes, dice: random.Random) -> bytes:
    """Encoded words that decode to control characters, halves of characters, or nothing."""
    body, lines = _halves(mail)
    name = dice.choice((b"Subject: ", b"From: ", b"To: ", b"Message-ID: ", b"Date: ", b"In-Reply-To: "))
    kept = [line for line in lines if not line.startswith(name.rstrip())]
    return b"\n".join([*kept, name + dice.choice(WORDS) * dice.randrange(1, 5)]) + b"\n\n" + body


DAMAGES: tuple[Damage, ...] = (
    cut,
    lose_the_middle,
    flip_bytes,
    put_in_zero_bytes,
    double_headers,
    lose_headers,
    break_boundaries,
    blow_up_a_header,
    name_a_wrong_charset,
    write_odd_words,
)


def mangled(mail: bytes, dice: random.Random) -> tuple[bytes, str]:
    """One to three kinds of damage, and their names."""
    chosen = dice.sample(DAMAGES, dice.choice((1, 1, 2, 3)))
    for damage in chosen:
        mail = damage(mail, dice)
    return mail, " + ".join(damage.__name__ for damage in chosen)


def _halves(mail: bytes) -> tuple[bytes, list[bytes]]:
    """The body, and the lines of the head."""
    head, _empty, body = mail.replace(b"\r\n", b"\n").partition(b"\n\n")
    return body, head.split(b"\n")
