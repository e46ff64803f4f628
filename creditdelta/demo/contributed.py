"""What do the market reporters of the demonstration give, and what have they earned and used?

Clause  S33, S59. Contracts, members and numbers are invented and say so; organisations are those of the
invented world.
"""

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from creditdelta.accounts.models import Account
from creditdelta.accounts.places import post_of
from creditdelta.consent import rules
from creditdelta.consent import services as consents
from creditdelta.contributions.services import Wish, look_earned
from creditdelta.demo.take_in import ACTOR
from creditdelta.facade.check import rulebook
from creditdelta.intake.services import Received, ingest
from creditdelta.journal.services import envelope, seal
from creditdelta.journal.synthetic import business_day
from creditdelta.rulebook.offices import office
from creditdelta.rulebook.records import standard
from creditdelta.subjects.models import Reference
from creditdelta.subjects.queries import portraits_of

REGION = "310000"
BANK, ASSOCIATION = f"{REGION}-bank_1", f"{REGION}-association_1"
REPORTER = "demo.market"
MONTHS = (70, 40, 9)  # days ago on which the bank reported
OF_A_MONTH, MEMBERS, LOOKS, ASKED = 80, 24, 3, 4
Named = tuple[bytes, str, str]  # reference, code, name


def contributed(own: bytes | None) -> None:
    """Let the bank report contracts and use some looks, one at `own`; the association its members."""
    found = _organisations()
    if not found:
        return
    day = business_day()
    with TemporaryDirectory() as place:
        for number, ago in enumerate(MONTHS):
            path = Path(place) / f"contracts-{number}-synthetic.csv"
            _write(path, "contract_performance", _contracts(found, number, day - timedelta(ago)))
            _take(path, BANK, day - timedelta(ago))
        path = Path(place) / "members-synthetic.csv"
        _write(path, "association_member", _members(_names_of_once(found[:MEMBERS]), day))
        _take(path, ASSOCIATION, day - timedelta(20))
    account = Account.objects.get(login=REPORTER).pk
    about = envelope(REGION, account)
    refs = list(dict.fromkeys([*([own] if own else []), *(ref for ref, _, _ in found)]))
    for number, ref in enumerate(refs[:LOOKS], 1):
        wish = Wish(ref, "contract_review", f"示贷〔2026〕{number}号")
        post = post_of("market_reporter", BANK, date(2020, 1, 1))
        look_earned(wish, office(BANK), post, about, day)
    for number, (ref, _, _) in enumerate(found[:ASKED], 1):
        asked = rules.Wish(
            ref, ASSOCIATION, "contract_review", ("membership",), day, f"示会{number}"
        )
        made = consents.ask(asked, envelope(REGION, ACTOR), day)
        if number % 2:
            consents.grant(made, ("membership",), day, envelope(REGION, ACTOR), day)
    seal()


def _organisations() -> list[Named]:
    """Confirmed organisations of Shanghai, sole traders left out."""
    rows = Reference.objects.filter(scheme="uscc", code__startswith="9131").order_by("code")
    codes = {bytes(ref): code for ref, code in rows.values_list("ref", "code")[:OF_A_MONTH]}
    portraits = portraits_of([*codes])
    return [(ref, code, portraits[ref].name) for ref, code in codes.items() if ref in portraits]


def _names_of_once(found: list[Named]) -> list[Named]:
    """The same organisations, by a former name where they had one: what an old list still says."""
    portraits = portraits_of([ref for ref, _, _ in found])
    return [(ref, code, (*portraits[ref].former, name)[0]) for ref, code, name in found]


def _contracts(found: list[Named], batch: int, day: date) -> Iterator[dict[str, str]]:
    for number in range(OF_A_MONTH):
        _, code, name = found[number % len(found)]
        yield {
            "title": "合成示例采购合同",
            "contract_number": f"示合〔2026〕{batch + 1}{number:03}号",
            "name": name,
            "uscc": code,
            "counterparty_code": "91310000DEMB000148",
            "signed_on": (day - timedelta(90)).isoformat(),
            "due_on": (day + timedelta(300)).isoformat(),
            "state": "履行中",
        }


def _members(found: list[Named], day: date) -> Iterator[dict[str, str]]:
    for number, (_, code, name) in enumerate(found, 1):
        yield {
            "name": name,
            "uscc": code,
            "association": "示例家政行业协会（虚构）",
            "association_code": "51310000DEMB00014C",
            "member_number": f"示{number:04}",
            "joined_on": "2020-01-10",
            "state": "在会",
            "content": "合成示例：按期参加行业自律检查",
            "recorded_on": (day - timedelta(30)).isoformat(),
        }


def _write(path: Path, kind: str, rows: Iterator[dict[str, str]]) -> None:
    columns = {column.code: column.label.zh for column in standard(kind).columns}
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(columns.values())
        writer.writerows([row.get(code, "") for code in columns] for row in rows)


def _take(path: Path, source: str, day: date) -> None:
    issued_at = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
    ingest(Received(path, REGION, ACTOR, day, issued_at, source=source), rulebook())
