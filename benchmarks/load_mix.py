"""What programs ask, and how often: the mix of `benchmarks.load`. Every figure is assumed, with its reason.

Nothing is known yet of what programs ask of such a platform; the mix is drawn from what the doors are for.
"""

import json
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

from benchmarks.load_ledger import DAY, penalty
from creditdelta.intake.tests.supplies import written

API = "/api/v1"
WEIGHTS = {
    "archive": 200.0,  # what the platform is for: anybody, hardly ever asked before
    "archive_again": 250.0,  # a bidder or borrower of these days: several offices ask
    "records": 150.0,  # whoever saw an archive with something in it reads on
    "search": 100.0,  # where the code is not at hand
    "code": 60.0,  # a form somewhere that is filled in
    "codes": 20.0,  # a table of somebody's that is looked through
    "feed": 40.0,  # new followers, who begin at the beginning and read on page by page
    "look": 40.0,  # what is not public: an officer's case, each written into the log
    "quality": 20.0,  # a dashboard
    "board": 20.0,  # an office's own line on it
    "standards": 30.0,  # programs ask at their start
    "nothing": 70.0,  # the door that does next to nothing, to compare with; enough for a p95
}
EVERY = {  # seconds from one to the next, whatever the rate: offices do not send more when readers ask more
    "follow": 0.5,  # whoever keeps a mirror asks what is new
    "import": 4.0,  # some hundred offices that report every few minutes
    "job": 1.0,  # what became of it, as Retry-After says
    "screening": 5.0,  # a tender's list
    "answers": 1.0,  # how far it is, and the answers once they are there
}
HOT = 40  # organisations that everybody asks about in these days
WITHOUT_KEY = 0.2  # of what is public: asked by programs nobody knows
CODES_AT_ONCE, PAGE, LISTED, ROWS = 20, 100, 50, 20
WRONG = 0.3  # of the codes that are checked have a slip
OK, CREATED, ACCEPTED = 200, 201, 202
TEXT = "application/json"
PUBLIC = frozenset(WEIGHTS) - {"look"}


@dataclass(frozen=True, slots=True)
class Asking:
    """A request, the status that answers it, and bytes that stand in the answer."""

    path: str
    key: str = ""
    body: bytes = b""
    form: str = TEXT
    method: str = "GET"
    expected: int = OK
    holds: bytes = b""


@dataclass(slots=True)
class Asker:
    """Draws what is asked; one for each connection."""

    known: dict[str, Any]
    random: Random

    @property
    def offices(self) -> list[str]:
        """Those that have a key."""
        return list(self.known["keys"])

    def key(self, kind: str) -> str:
        """Whose key it is asked with; "" for nobody's."""
        if kind in PUBLIC and self.random.random() < WITHOUT_KEY:
            return ""
        return str(self.known["keys"][self.random.choice(self.offices)])

    def firm(self) -> tuple[str, str]:
        """(code, name) of any organisation."""
        code, name = self.random.choice(self.known["firms"])
        return code, name

    def asking(self, kind: str) -> Asking:
        """A request of a kind that needs nothing of those before."""
        key = self.key(kind)
        code, name = self.firm()
        if kind == "archive_again":
            code, name = self.random.choice(self.known["firms"][:HOT])
        held = code.encode()
        if kind in ("archive", "archive_again"):
            return Asking(f"{API}/subjects/{code}", key, holds=held)
        if kind == "records":
            return Asking(f"{API}/subjects/{code}/records?limit=20", key, holds=held)
        if kind == "look":
            why = {
                "purpose": "tender_review",
                "reference": f"示例〔2026〕{self.random.randrange(9999)}号",
            }
            return _sent(f"{API}/subjects/{code}/looks", key, why, CREATED, held)
        if kind == "search":
            return Asking(f"{API}/search?q={quote(self._question(code, name))}", key)
        if kind == "code":
            return Asking(f"{API}/codes/{self._written(code)}", key)
        if kind == "codes":
            codes = [self._written(self.firm()[0]) for _ in range(CODES_AT_ONCE)]
            return _sent(f"{API}/codes", key, {"codes": codes}, OK, b'"codes"')
        return Asking(API + self._fixed(kind), key)

    def _fixed(self, kind: str) -> str:
        return {
            "quality": "/quality",
            "board": f"/quality/reporters/{self.random.choice(self.offices)}",
            "standards": "/standards",
            "nothing": "/errors/CD-USCC-003",
        }[kind]

    def _question(self, code: str, name: str) -> str:
        """Part of a name mostly; else the whole name, or the code."""
        length = self.random.choice((2, 3, 4, len(name), 0))
        at = self.random.randrange(len(name) - length + 1)
        return name[at : at + length] or code

    def _written(self, code: str) -> str:
        """A code as somebody writes it, sometimes with a slip."""
        if self.random.random() >= WRONG:
            return code
        at = self.random.randrange(8, len(code))
        return code[:at] + str((int(code[at], 36) + 1) % 10) + code[at + 1 :]

    def table(self, number: int) -> tuple[str, Asking]:
        """(office, request) that reports a small file; no row of it was ever sent before."""
        office = self.offices[number % len(self.offices)]
        rows = []
        for n in range(ROWS):
            code, name = self.firm()
            decided = DAY - timedelta(days=self.random.randrange(1, 300))
            rows.append(penalty(code, name, f"沪示报〔{number}〕{n}号", decided))
        path, key = f"{API}/imports?name={number}.csv&confirm=true", self.known["keys"][office]
        with TemporaryDirectory(prefix="cd-load-") as folder:
            content = written(Path(folder) / "table.csv", "penalty", rows).read_bytes()
        return office, Asking(path, key, content, "text/csv", "POST", ACCEPTED)

    def listed(self, number: int) -> tuple[str, Asking]:
        """(office, request) that has a list screened: codes, slips, names in turn."""
        office = self.offices[number % len(self.offices)]
        entries = []
        for n in range(LISTED):
            code, name = self.firm()
            forms = ({"code": code}, {"name": name}, {"code": code[:-1] + "A"}, {"name": name[:-1]})
            entries.append({"id": str(n), **forms[n % len(forms)]})
        key = self.known["keys"][office]
        return office, _sent(f"{API}/screenings", key, {"entries": entries}, ACCEPTED)


def _sent(path: str, key: str, body: Any, expected: int, holds: bytes = b"") -> Asking:
    return Asking(path, key, json.dumps(body).encode(), TEXT, "POST", expected, holds)
