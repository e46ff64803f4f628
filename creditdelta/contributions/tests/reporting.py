"""What invented market reporters report: contracts of a bank, members of an association."""

from datetime import UTC, date, datetime
from pathlib import Path

from creditdelta.facade.check import rulebook
from creditdelta.intake.models import Submission
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import organisation, registrations, written
from creditdelta.journal.services import envelope
from creditdelta.records import services as decisions
from creditdelta.records.models import Statement
from creditdelta.rulebook.enums import enum

TODAY = date(2026, 3, 31)
MARCH = datetime(2026, 3, 10, tzinfo=UTC)
BANK, ASSOCIATION = "310000-bank_1", "310000-association_1"


def take(
    path: Path, source: str = "", today: date = TODAY, issued: datetime = MARCH
) -> Submission:  # fmt: skip
    """Take a file in as a reporter's."""
    given = Received(path, "310000", "clerk", today, issued, source=source)
    return ingest(given, rulebook())


def contract(number: int, which: int = 0) -> dict[str, str]:
    """A contract of the n-th organisation."""
    code, name = organisation(number)
    return {
        "title": "合成示例采购合同",
        "contract_number": f"示合〔2025〕{number}-{which}号",
        "name": name,
        "uscc": code,
        "counterparty_code": "91310000DEMB000148",
        "signed_on": "2025-03-01",
        "due_on": "2027-03-01",
        "state": "履行中",
    }


def contracts(folder: Path, count: int, each: int = 1, name: str = "contracts.csv") -> Path:
    """Contracts of the first organisations, so many each."""
    rows = [contract(number, which) for number in range(count) for which in range(each)]
    return written(folder / name, "contract_performance", rows)


def members(folder: Path, count: int, name: str = "members.csv", **given: str) -> Path:
    """The first organisations as members of an association."""
    rows = [
        {
            "name": called,
            "uscc": code,
            "association": "示例家政行业协会（虚构）",
            "association_code": "51310000DEMB00014C",
            "member_number": f"示{number:04}",
            "joined_on": "2020-01-10",
            "state": "在会",
            "content": "合成示例：按期参加行业自律检查",
            "recorded_on": "2026-03-01",
            **given,
        }
        for number, (code, called) in enumerate(map(organisation, range(count)))
    ]
    return written(folder / name, "association_member", rows)


def reported(folder: Path, verified: int) -> None:
    """A bank with so many verified records about five organisations."""
    take(registrations(folder, 5))
    take(contracts(folder, 5, verified // 5), BANK)


def withdrawn(count: int) -> None:
    """So many of the bank's records are withdrawn, the first ones told."""
    about = envelope("310000", "chief")
    ground = enum(decisions.GROUNDS).rows[0].code
    told = Statement.objects.filter(standard__startswith="contract_performance").order_by("place")
    for one in told[:count]:
        target = decisions.Target(bytes(one.ref), bytes(one.document))
        act = decisions.Act("合成示例〔2026〕2号", "0" * 64)
        decisions.withdraw(target, ground, act, TODAY, about, today=TODAY)
