"""Ask for what programs ask most, ours and a Django REST framework's in turn, as JSON.

Archives with 2, 20 and 200 records, kept and read anew; a look at what is not public; the answers to a list
that was screened. In one process, by the interface the server calls, with the same key.

python -m benchmarks.contenders.api_read TIMES
"""

import io
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

DAY = date(2026, 3, 31)
SIZES = (2, 20, 200)
ENTRIES = 1_000
LOOK = json.dumps({"purpose": "data_verification", "reference": "示例〔2026〕1号"}).encode()
MANY = 10_000_000  # of every allowance: the bench asks more than a day's


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: ours and theirs; `anew`: nothing kept is used."""

    ours: str
    theirs: str
    body: bytes = b""
    anew: bool = False


def main() -> None:
    """Fill a ledger of its own, ask, print CPU-seconds an answer."""
    times = int(sys.argv[1])
    with TemporaryDirectory() as folder:
        os.environ["CREDITDELTA_HOME"] = folder
        from creditdelta.project.setup import set_up

        set_up()
        questions, key = _prepared(Path(folder))
        from django.conf import settings
        from django.core.wsgi import get_wsgi_application

        settings.ROOT_URLCONF = "benchmarks.contenders.api_urls"
        ask = asking(get_wsgi_application(), key)
        equal = {name: _equal(ask, one) for name, one in questions.items()}
        spent = {f"{name} {side}": 0.0 for name in questions for side in ("ours", "theirs")}
        for _ in range(times):
            for name, one in questions.items():
                spent[f"{name} ours"] += _timed(ask, one.ours, one)
                spent[f"{name} theirs"] += _timed(ask, one.theirs, one)
    cpu = {name: used / times for name, used in spent.items()}
    print(json.dumps({"job": sum(spent.values()), "equal": equal, "cpu": cpu}))


def _prepared(folder: Path) -> tuple[dict[str, Question], str]:

    from benchmarks.contenders import page_ledger
    from creditdelta.accounts.reader import Held
    from creditdelta.api import limits
    from creditdelta.api_keys.tests.scenes import holder, issued
    from creditdelta.feed.tests.scenes import followed
    from creditdelta.intake.tests.supplies import organisation
    from creditdelta.screening import working
    from tests.kills.screening import listed

    page_ledger.filled(folder, DAY, SIZES)
    followed()
    of_key = limits._of_key
    limits._of_key = lambda figures: dict.fromkeys(of_key(figures), MANY)  # type: ignore[assignment]
    post = Held("credit_officer", "310000-credit", "310000", since=date(2020, 1, 1))
    account, held = holder("yun", post)
    key = issued(account, held, DAY, scopes=("archive.look", "screening.ask")).text
    job = listed(ENTRIES, len(SIZES))
    while working.work_once():
        pass
    codes = {size: organisation(SIZES.index(size))[0] for size in SIZES}
    api, drf = "/api/v1", "/drf"
    found = {}
    for size, code in codes.items():
        place = f"/subjects/{code}"
        found[f"subject {size}"] = Question(api + place, drf + place)
        found[f"subject anew {size}"] = Question(api + place, drf + place, anew=True)
        looks = f"{place}/looks"
        found[f"look {size}"] = Question(api + looks, drf + looks, LOOK)
    place = f"/screenings/{job}/result"
    found["screening"] = Question(api + place, drf + place)
    return found, key


Ask = Callable[[str, bytes], tuple[str, bytes]]


def asking(served: Any, key: str) -> Ask:
    """How a program with a key asks an application."""

    def ask(place: str, body: bytes) -> tuple[str, bytes]:
        told: list[str] = []
        environ = {
            "REQUEST_METHOD": "POST" if body else "GET", "PATH_INFO": place, "QUERY_STRING": "",
            "SCRIPT_NAME": "", "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80",
            "HTTP_HOST": "127.0.0.1", "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_AUTHORIZATION": f"Bearer {key}", "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(body)), "REMOTE_ADDR": "127.0.0.1",
            "wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(body),
            "wsgi.errors": sys.stderr, "wsgi.multithread": False, "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }  # fmt: skip
        response = served(environ, lambda status, headers: told.append(status))
        content = b"".join(response)
        response.close()
        return told[0], content

    return ask


def _timed(ask: Ask, place: str, one: Question) -> float:
    from creditdelta.project import hot_reads

    if one.anew:
        hot_reads.forgotten()
    elif not one.body:
        ask(place, b"")  # kept from now on, as whatever is asked often
    begun = time.process_time()
    ask(place, one.body)
    return time.process_time() - begun


def _equal(ask: Ask, one: Question) -> dict[str, Any]:
    """Both answer the same, the id of a look left out; what it is."""
    ours, theirs = (_read(*ask(place, one.body)) for place in (one.ours, one.theirs))
    assert ours == theirs, f"{ours}\n\n{theirs}"
    return {"bytes": len(json.dumps(ours)), "status": ours[0]}


def _read(status: str, content: bytes) -> tuple[str, Any]:
    if content[:1] == b"[":
        return status[:3], json.loads(content)
    lines = [json.loads(line) for line in content.splitlines()]
    if len(lines) != 1:
        return status[:3], lines
    lines[0].pop("look", None)
    return status[:3], lines[0]


if __name__ == "__main__":
    main()
