"""Hostile files sent to the site as a clerk would: each is answered with its code, and no worker notices."""

import json
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from shutil import copytree
from types import ModuleType
from typing import Any
from urllib.parse import urlencode

import pytest

from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.records import standards
from tests.browser.served import CDELTA, Site, serving

CORPORA = Path(__file__).parents[2] / "creditdelta/pipeline/readers/tests"
NAMES = ("hostile_text", "hostile_tables", "hostile_workbooks")
LIST, TOKEN = "/desk/uploads/", "t" * 32
AT_ONCE, LEAST_KINDS, PATIENCE = 40, 320, 300.0
RUNNING = re.compile("等待读取|正在读取")
CODES = re.compile(r"CD-[A-Z]+-\d{3}")
_ENTER = """
from creditdelta.project.setup import set_up
set_up()
from creditdelta.accounts.tests.signed_in import signed_in, with_post
from django.conf import settings
client = signed_in(with_post("credit_officer", "310000-credit"))
print(client.cookies[settings.SESSION_COOKIE_NAME].value)
"""


def corpus(name: str) -> ModuleType:
    spec = spec_from_file_location(name, CORPORA / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Clerk:
    """Somebody signed in to a served site, whose office may send every kind of record."""

    def __init__(self, site: Site, session: str) -> None:
        self.site, self.session = site, session

    def ask(self, address: str, body: bytes | None = None, **headers: str) -> str:
        request = urllib.request.Request(self.site.address + address, data=body)
        request.add_header("Cookie", f"session={self.session}; csrf={TOKEN}")
        request.add_header("X-CSRFToken", TOKEN)
        for name, text in headers.items():
            request.add_header(name.replace("_", "-"), text)
        with urllib.request.urlopen(request) as answer:
            found: str = answer.read().decode()
            return found

    def send(self, name: str, content: bytes) -> str:
        """Send a file; the address of its page."""
        form = urlencode({"name": name, "size": len(content)}).encode()
        told: dict[str, Any] = json.loads(self.ask(f"{LIST}begin", form))
        while not told["whole"]:
            part = content[told["received"] :][: 1 << 20]
            told = json.loads(
                self.ask(
                    told["bytes"], part, Upload_Offset=str(told["received"]),
                    Content_Type="application/octet-stream",
                )
            )  # fmt: skip
        return str(told["page"])

    def answer(self, page: str) -> str:
        """What the page says once the file was read; the file is discarded then."""
        until = time.monotonic() + PATIENCE
        while RUNNING.search(text := self.ask(page)):
            assert time.monotonic() < until, page
            time.sleep(0.2)
        self.ask(f"{page}act/", urlencode({"move": "discard"}).encode())
        return text.split("<main", 1)[1]


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clerk]:
    place = tmp_path_factory.mktemp("hostile")
    copytree(folder(), place / "rulebook")
    kinds = sorted({one.kind for one in standards().values()})
    with (place / "rulebook/intake/reporters.toml").open("a", encoding="utf-8") as out:
        row = {"roles": ["credit_officer"], "office_kinds": [], "kinds": kinds}
        lines = [f"{name} = {json.dumps(value)}" for name, value in row.items()]
        out.write("\n".join(["", "[[reporters]]", *lines, "since = 2018-07-01"]))
        out.write('\nbasis = "market"\n')
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        patch.setenv("CREDITDELTA_RULEBOOK", str(place / "rulebook"))
        patch.setenv("CREDITDELTA_HOME", str(place / "ledger"))
        subprocess.run([CDELTA, "init"], check=True, capture_output=True)
        done = subprocess.run(
            [sys.executable, "-c", _ENTER], check=True, capture_output=True, text=True
        )
        with serving(place) as site:
            yield Clerk(site, done.stdout.split()[-1])


def workers(site: Site) -> set[int]:
    """The processes that answer pages, as the server names them."""
    return {int(number) for number in re.findall(r"PID: (\d+)", site.log.read_text("utf-8"))}


def test_every_hostile_file_is_answered_and_no_worker_notices(clerk: Clerk) -> None:
    kinds = [kind for name in NAMES for kind in corpus(name).kinds()]
    assert len(kinds) >= LEAST_KINDS
    secret = corpus("hostile_text").person_number()
    before = workers(clerk.site)
    wrong, shown = {}, []
    for first in range(0, len(kinds), AT_ONCE):
        some = kinds[first : first + AT_ONCE]
        pages = [
            clerk.send(f"{n}{suffix}", content) for n, (_, suffix, content, _) in enumerate(some)
        ]
        for (name, _, _, answers), page in zip(some, pages, strict=True):
            text = clerk.answer(page)
            found = set(CODES.findall(text))
            if not answered(answers, found):
                wrong[name] = (answers, sorted(found))
            if secret in text:
                shown.append(name)
    assert wrong == {}
    assert shown == []
    assert workers(clerk.site) == before
    assert all(Path(f"/proc/{one}").exists() for one in before)
    assert "Traceback" not in clerk.site.log.read_text("utf-8")


def answered(wanted: tuple[Any, ...], found: set[str]) -> bool:
    """Pairs with a row are all wanted; plain codes, or their beginnings, are alternatives."""
    pairs = [one[0] for one in wanted if not isinstance(one, str)]
    codes = [one for one in wanted if isinstance(one, str)]
    one_of = not codes or any(code.startswith(begin) for begin in codes for code in found)
    return found.issuperset(pairs) and one_of


def test_the_pages_of_uploads_load_no_reader() -> None:
    """Whoever answers them has no code in memory that opens a supplier's file."""
    script = (
        "from creditdelta.project.setup import set_up; set_up()\n"
        "from creditdelta.uploads.portal import bytes, desk; import sys\n"
        "print([one for one in sys.modules if one.startswith('creditdelta.pipeline.readers.')"
        " or one in ('creditdelta.pipeline.check', 'python_calamine')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )  # fmt: skip
    assert done.stdout.strip() == "[]"
