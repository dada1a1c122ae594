"""Systems that make calls by the API and do not give up: whatever happens, they send the same key until it is a 201."""

import http.client
import json
import threading
import time
import urllib.error
import urllib.request
from collections import Counter

GIVES_UP_AFTER = 120  # seconds without an answer: the server is gone for good
EVERY_SO_MANY = 7  # is sent once more after its answer


class Caller(threading.Thread):
    """One system with its own key and its own customers.

    `answered`: dedupe key -> number of the call. `trouble`: what came in place of an answer. `wrong`: what must not be.
    """

    def __init__(self, name: str, url: str, secret: str, pause: float) -> None:
        super().__init__(name=name, daemon=True)
        self.url, self.secret, self.pause = url, secret, pause
        self.answered: dict[str, str] = {}
        self.trouble: Counter[str] = Counter()
        self.wrong: list[str] = []
        self._enough = threading.Event()

    def run(self) -> None:
        turn = 0
        while not self._enough.is_set():
            key = f"{self.name}-{turn}"
            if (number := self._until_answered(key)) is None:
                self.wrong.append(f"{key} was never answered")
                return
            self.answered[key] = number
            if turn % EVERY_SO_MANY == 0 and (again := self._until_answered(key)) != number:
                self.wrong.append(f"{key} was {number} and then {again}")
            turn += 1
            time.sleep(self.pause)

    def enough(self) -> None:
        self._enough.set()

    def _until_answered(self, key: str) -> str | None:
        until = time.monotonic() + GIVES_UP_AFTER
        while time.monotonic() < until:
            try:
                return self._send(key)
            except urllib.error.HTTPError as error:
                self.trouble[f"answer {error.code}"] += 1
                error.close()
            except (OSError, http.client.HTTPException) as error:
                self.trouble[type(error).__name__] += 1
            time.sleep(0.1)
        return None

    def _send(self, key: str) -> str:
        call = {
            "subject": f"Printer {key}",
            "text": f"De printer op gang {key} geeft strepen; kan iemand komen kijken?",
            "customer_email": f"{key}@proof.example",
            "customer_name": f"Klant {key}",
            "service": "printen",
            "dedupe_key": key,
        }
        request = urllib.request.Request(  # noqa: S310 - our own server
            f"{self.url}/api/v1/calls",
            json.dumps(call).encode(),
            {"Authorization": f"Bearer {self.secret}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=15) as answer:  # noqa: S310
            if answer.status != 201:
                self.wrong.append(f"{key} was answered {answer.status}")
            return str(json.load(answer)["number"])
