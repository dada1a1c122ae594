"""What is shown of a mail's HTML can neither run, nor load, nor pose as something else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwis.channels.call.mail.clean import clean_html, text_to_html

ATTACKS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<a href='javascript:alert(1)'>x</a>",
    "<a href='java\nscript:alert(1)'>x</a>", "<a href='&#106;avascript:alert(1)'>x</a>", "<a href='data:text/html,<script>'>x</a>",
    "<a href=' vbscript:x'>x</a>", "<iframe src='https://evil.example'></iframe>", "<form action='https://evil.example'><input name=p></form>",
    "<base href='https://evil.example'>", "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<link rel=stylesheet href='https://evil.example/x.css'>", "<style>@import 'https://evil.example'</style>",
    "<p style='background:url(https://evil.example/x)'>x</p>", "<p style='background-color:url(https://evil.example/x)'>x</p>",
    "<p style='width:expression(alert(1))'>x</p>", "<p style='position:fixed;top:0'>x</p>", "<p style='color:red\\;behavior:url(x)'>x</p>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", "<object data='https://evil.example'></object>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>", "<body background='https://evil.example/x.png'>x", "<table background='https://evil.example/x'>",
    "<img src='https://evil.example/pixel.gif'>", "<img srcset='https://evil.example/pixel.gif 2x'>", "<video poster='https://evil.example/x'>",
    "<input type=image src='https://evil.example/x'>", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<p title='`'><img src='x` `onerror=alert(1)'>", "<img src='data:image/svg+xml;base64,PHN2Zz4='>", "<p id=cid name=form>x</p>",
]  # fmt: skip
FORBIDDEN = ("<script", "onerror=", "onload=", "javascript:", "vbscript:", "evil.example", "<iframe", "<form", "<input", "<base", "<meta",
             "<link", "<style", "url(", "expression(", "position", "<object", "<svg", "<math", "svg+xml", " id=")  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_taken_out(attack: str) -> None:
    shown = clean_html(f"<p>voor</p>{attack}<p>na</p>").html.lower()
    assert [one for one in FORBIDDEN if one in shown.replace("alert(1)", "")] == []
    assert "voor" in shown


def test_remote_pictures_are_left_out_and_counted_until_asked_for() -> None:
    source = '<img src="https://a.example/x.png" alt="logo"><img src="cid:een@x"><img src="cid:weg"><img src="data:image/png;base64,AAAA">'
    shown = clean_html(source, {"een@x": "/files/abc"})
    assert shown.html == '<img alt="logo"><img><img><img src="data:image/png;base64,AAAA">'
    assert shown.remote_pictures == 1
    assert 'src="https://a.example/x.png"' in clean_html(source, remote_pictures=True).html
    assert (
        'src="https://kwis.example/files/abc"'
        in clean_html(source, {"een@x": "https://kwis.example/files/abc"}).html
    )


def test_links_open_elsewhere_and_tell_nothing() -> None:
    shown = clean_html('<a href="https://a.example" target="_top" rel="opener">x</a>').html
    assert 'rel="noopener noreferrer nofollow"' in shown
    assert 'target="_blank"' in shown


def test_colours_and_tables_stay() -> None:
    source = (
        '<table border="1"><tbody><tr><td style="color:red;background-color:#eee">a</td></tr></tbody></table>'
    )
    assert clean_html(source).html == source


def test_plain_text_becomes_paragraphs_with_links() -> None:
    assert text_to_html(
        "Zie https://a.example/x_(1), of www.b.example.\nMail jan@c.example <b>\n\nGroet"
    ) == (
        '<p>Zie <a href="https://a.example/x_(1)" rel="noopener noreferrer nofollow">https://a.example/x_(1)</a>, of '
        '<a href="https://www.b.example" rel="noopener noreferrer nofollow">www.b.example</a>.<br>'
        'Mail <a href="mailto:jan@c.example" rel="noopener noreferrer nofollow">jan@c.example</a> &lt;b&gt;</p>\n<p>Groet</p>'
    )


@given(st.text(alphabet=st.sampled_from("<>\"'&/=:(); \nabhtps.@wjvirc"), max_size=200))
def test_no_text_becomes_a_tag(text: str) -> None:
    for tag in re.findall(r"<([a-z/]+)", text_to_html(text)):
        assert tag in ("p", "/p", "br", "a", "/a")
