"""What `benchmarks.load` asks about: organisations with penalties; and programs of several offices that ask.

`python -m benchmarks.load_ledger ORGANISATIONS` fills the prepared ledger of the environment by the way every
file takes, and prints whom and with which keys to ask. Everything is read on one day, so that a run of any
year sees the same records in publicity.
"""

import json
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

DAY = date(2026, 4, 1)
SEED = 20260401
# How many penalties an organisation has, and in how many of a thousand: most have none or one, few have many.
PENALTIES = {0: 400, 1: 300, 3: 200, 10: 80, 40: 20}
ROWS = 1_000  # of a file: so many of one city that nobody has to look before it counts
OLDEST_DAYS = 1_200  # before the day: some are in publicity no longer, and seen by a look alone
OFFICES = ("310000-credit", "320000-credit", "330000-credit", "340000-credit")
SCOPES = ("archive.look", "screening.ask", "upload.send")


def fill(count: int) -> dict[str, object]:
    """Take in registrations and penalties, issue the keys; organisations as (code, name) and keys."""
    from benchmarks.register import registered
    from creditdelta.intake.tests.supplies import written
    from creditdelta.journal.synthetic import mark

    mark("合成数据 SYNTHETIC", DAY)
    firms = [(code, name) for code, name, _ in registered(count)]
    told = {"status": "存续", "established_on": "2015-03-04"}
    rows = [{"uscc": code, "name": name, **told} for code, name in firms]
    penalties = _penalties(firms)
    with TemporaryDirectory(prefix="cd-load-") as folder:
        place = Path(folder)
        _take(written(place / "registrations.csv", "registration", rows))
        for first in range(0, len(penalties), ROWS):
            _take(written(place / f"{first}.csv", "penalty", penalties[first : first + ROWS]))
    keys = {office: _key(office) for office in OFFICES}
    return {"firms": firms, "keys": keys, "penalties": len(penalties)}


def _penalties(firms: list[tuple[str, str]]) -> list[dict[str, str]]:
    random = Random(SEED)
    counts = random.choices(list(PENALTIES), list(PENALTIES.values()), k=len(firms))
    who = [firm for firm, count in zip(firms, counts, strict=True) for _ in range(count)]
    random.shuffle(who)
    found = []
    for number, (code, name) in enumerate(who):
        decided = DAY - timedelta(days=random.randrange(30, OLDEST_DAYS))
        found.append(penalty(code, name, f"沪示罚〔{decided.year}〕{number}号", decided))
    return found


def penalty(code: str, name: str, number: str, decided: date) -> dict[str, str]:
    """A row about an organisation."""
    from creditdelta.intake.tests.supplies import penalty as row

    return row(0) | {
        "CF_XDR_MC": name, "CF_XDR_SHXYM": code, "CF_WSH": number,
        "CF_JDRQ": decided.isoformat(), "CF_YXQ": (decided + timedelta(days=365)).isoformat(),
    }  # fmt: skip


def _take(path: Path) -> None:
    from creditdelta.facade.check import rulebook
    from creditdelta.intake.services import Received, ingest

    at = datetime(2026, 1, 1, tzinfo=UTC)
    told = ingest(Received(path, "310000", "bench", DAY, issued_at=at), rulebook())
    assert (told.state, told.rejected) == ("closed", 0), told


def _key(office: str) -> str:
    from creditdelta.accounts.reader import Held
    from creditdelta.api_keys.tests.scenes import holder, issued

    post = Held("credit_officer", office, f"{office[:6]}", since=date(2020, 1, 1))
    return issued(*holder(office, post), day=DAY, scopes=SCOPES).text


if __name__ == "__main__":
    from creditdelta.project.setup import set_up

    set_up()
    print(json.dumps(fill(int(sys.argv[1]))))
