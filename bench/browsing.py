"""Logging in over HTTP like a browser, and the requests that are measured."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import quote, urlencode

from bench.asking import Ask, Line, Trouble
from bench.log_ins import AGENT, CUSTOMER, PASSWORD

QUESTIONS = (
    "printer toner", "laptop start niet", "koffieautomaat lekt", "sleutel kwijt", "beamer vergaderzaal", "stoel kapot",
    "monitor flikkert", "scanner mail", "nieuwe medewerker", "deur sluit", "lamp gang", "Jansen printer", "wachtwoord vergeten",
)  # fmt: skip


@dataclass
class Browser:
    """One reader with their cookies."""

    where: tuple[str, int]
    cookies: dict[str, str]

    @classmethod
    def logged_in(cls, where: tuple[str, int], name: str) -> "Browser":
        browser = cls(where, {})
        page = browser.read("/account/login/").decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token is not None
        form = urlencode({"csrfmiddlewaretoken": token[1], "login": name, "password": PASSWORD}).encode()
        more = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Referer": f"http://localhost:{where[1]}/account/login/",
        }
        status, _body = browser._send(request_of("POST", "/account/login/", browser.headers | more, form))
        if status != 302:
            raise Trouble(f"log-in as {name} gave {status}")
        return browser

    @property
    def headers(self) -> dict[str, str]:
        return (
            {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
            if self.cookies
            else {}
        )

    def read(self, path: str) -> bytes:
        status, body = self._send(request_of("GET", path, self.headers))
        if status != 200:
            raise Trouble(f"{path} gave {status}")
        return body

    def ask(self, path: str, *right: int) -> Ask:
        return Ask(request_of("GET", path, self.headers), right or (200,))

    def _send(self, request: bytes) -> tuple[int, bytes]:
        status, head, body = Line(*self.where).ask(request)
        for line in head.decode("latin-1").split("\r\n"):
            name, _, value = line.partition(": ")
            if name.lower() == "set-cookie":
                self.cookies.update({key: morsel.value for key, morsel in SimpleCookie(value).items()})
        return status, body


def request_of(method: str, path: str, headers: dict[str, str], body: bytes = b"") -> bytes:
    lines = [
        f"{method} {path} HTTP/1.1",
        "Host: localhost",
        "Accept-Language: nl",
        "Accept-Encoding: br, gzip",
    ]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


@dataclass(frozen=True)
class Scenario:
    """`rate`: ask so often a second instead of as fast as the answers come. `path` is one of its pages."""

    name: str
    asks: list[Ask]
    path: str = ""
    who: str = AGENT
    rate: int = 0


BARE = Scenario("bare view", [Ask(request_of("GET", "/", {}))])


def scenarios(
    where: tuple[str, int], numbers: Sequence[str], keys: Sequence[str], texts: Sequence[str]
) -> list[Scenario]:
    """`numbers` are calls with ten messages; `texts` what new calls say."""
    agent, customer = Browser.logged_in(where, AGENT), Browser.logged_in(where, CUSTOMER)
    agent.read("/desk/")  # brings the pulse cookie
    pages = [f"/desk/tickets/{number}/" for number in numbers]
    helps = [f"{page}suggestions/" for page in pages]
    searches = [f"/desk/search/?q={quote(words)}" for words in QUESTIONS]
    typed = [f"/find/while-typing/?q={quote(words)}" for words in QUESTIONS]
    return [
        Scenario("work list", [agent.ask("/desk/"), agent.ask("/desk/?view=all")], "/desk/"),
        Scenario("call", [agent.ask(page) for page in pages], pages[0]),
        Scenario("what helps", [agent.ask(page) for page in helps], helps[0]),
        Scenario("portal home", [customer.ask("/")], "/", CUSTOMER),
        Scenario("while typing", [customer.ask(path) for path in typed], typed[0], CUSTOMER),
        Scenario("search", [agent.ask(path) for path in searches], searches[0]),
        Scenario("create by API", [_new_call(keys, texts, place) for place in range(len(keys) * 50)]),
        Scenario("pulse", [agent.ask("/pulse/", 200, 304)], "/pulse/", rate=150),
    ]


def new_call(text: str, place: int) -> dict[str, str]:
    return {"text": text, "customer_email": f"p{place % 20}@bench.example", "subject": text[:60]}


def _new_call(keys: Sequence[str], texts: Sequence[str], place: int) -> Ask:
    body = json.dumps(new_call(texts[place % len(texts)], place)).encode()
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {keys[place % len(keys)]}"}
    return Ask(request_of("POST", "/api/v1/calls", headers, body), (201,))
