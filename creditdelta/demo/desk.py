"""What lies on the desks of the demonstration: something to confirm, to mend, to look at, for every officer.

Clause  S31. Files, rows and numbers are invented and say so; they go through the same door as anybody's.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from creditdelta.demo.accounts import account_of
from creditdelta.demo.firms import organisations
from creditdelta.facade.check import rulebook
from creditdelta.intake import withdrawing
from creditdelta.intake.batches import of_office
from creditdelta.intake.models import Submission
from creditdelta.intake.services import Received, ingest
from creditdelta.journal.services import envelope
from creditdelta.journal.synthetic import business_day
from creditdelta.pipeline.ledger_rows import WITHDRAWAL
from creditdelta.records.services import GROUNDS, Act
from creditdelta.rulebook.enums import enum
from creditdelta.rulebook.intake import breaker_on
from creditdelta.rulebook.offices import office
from creditdelta.rulebook.records import standard
from creditdelta.rulebook.reporters import source_of
from creditdelta.rulebook.standards import Standard
from creditdelta.uploads.models import Upload
from creditdelta.uploads.receiving import work_once
from creditdelta.uploads.services import append, as_csv, begin, complete, confirm

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class _File:
    """A file that somebody sends: so many rows of a kind, some of them wrong; taken in or still waiting."""

    login: str
    office: str
    kind: str
    rows: int
    wrong: int
    taken_in: bool


_FILES = (
    _File("demo.credit", "310000-credit", "award", 12, 2, taken_in=False),
    _File("demo.sector", "320500-market_regulation", "penalty", 40, 14, taken_in=True),
    _File("demo.sector", "320500-market_regulation", "inspection", 12, 2, taken_in=False),
    _File("demo.court", "330100-court", "ruling", 16, 3, taken_in=False),
    _File("demo.tax", "340100-tax", "inspection", 20, 4, taken_in=False),
    _File("demo.market", "310000-bank_1", "contract_performance", 24, 3, taken_in=True),
    _File("demo.market", "310000-bank_1", "contract_performance", 10, 1, taken_in=False),
)


def at_the_desk() -> None:
    """Send the files, let some be taken in, have one held and a withdrawal proposed."""
    sent = [(one, _send(one, number)) for number, one in enumerate(_FILES, 1)]
    work_once()  # all are read
    for upload in [upload for one, upload in sent if one.taken_in]:
        upload.refresh_from_db()
        confirm(upload, upload.account)
    work_once()
    _held()
    _proposed()


def _send(one: _File, number: int) -> Upload:
    item, sender = standard(one.kind), office(one.office)
    named = organisations(sender.region, one.rows)
    rows = [_row(item, name, code, number * 1000 + n) for n, (name, code) in enumerate(named)]
    for n in range(one.wrong):
        _SPOILT[n % len(_SPOILT)](item, rows[n * len(rows) // one.wrong])
    return _sent(one.login, one.office, item, rows, f"合成示例-{item.label.zh}-{number}.csv")


def _sent(login: str, sender: str, item: Standard, rows: list[Row], name: str) -> Upload:
    content = as_csv(item.id, rows)
    upload = begin(sender, account_of(login), name, len(content), kind=item.id)
    append(upload, 0, [content])
    return complete(upload)


def _row(item: Standard, name: str, code: str, number: int) -> Row:
    """A record as the standard's examples have it, about this organisation, decided lately."""
    role, day = item.role, business_day()
    decided = day - timedelta(1 + number % 5)
    row = {column.code: column.example for column in item.columns if column.need != "optional"}
    days: dict[str, date] = {
        role.decided: decided,
        role.happened: decided,
        role.published: day,
        role.ends: decided + timedelta(365),
    }
    row |= {column: when.isoformat() for column, when in days.items() if column in row}
    row |= {role.name: name, role.uscc: code}
    if role.number:
        row[role.number[0]] = f"示合成〔2026〕{number}号"
    return row


def _misread(item: Standard, row: Row) -> None:
    """Two neighbours of the code are exchanged: what was meant can be offered."""
    code = row[item.role.uscc]
    row[item.role.uscc] = code[:14] + code[15] + code[14] + code[16:]


def _blank(item: Standard, row: Row) -> None:
    """What must be said is not."""
    row[item.role.matter[-1]] = ""


def _no_day(item: Standard, row: Row) -> None:
    """A day that no calendar has."""
    row[item.role.decided or item.role.happened] = "2026-02-30"


_SPOILT: tuple[Callable[[Standard, Row], None], ...] = (_misread, _blank, _no_day)


def _held() -> None:
    """So many withdrawals at once that a second officer must look."""
    item, own = standard(WITHDRAWAL), office("310000-credit")
    named = list(_many(own.region))
    rows = [
        {
            "kind": "行政处罚",
            "uscc": code,
            "authority": "11310000DEMG00019W",
            "number": f"示合成〔2025〕{number}号",
            "ground": enum(GROUNDS).rows[0].code,
            "annulling_number": f"示合成撤〔2026〕{number}号",
            "withdrawn_on": business_day().isoformat(),
            "reason": "合成示例",
        }
        for number, (_, code) in enumerate(named, 1)
    ]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "合成示例-撤回.csv"
        path.write_bytes(as_csv(item.id, rows))
        received = Received(
            path=path,
            region=own.region,
            actor=account_of("demo.credit2"),
            today=business_day(),
            kind=item.kind,
            source=source_of(own, item.kind),
        )
        ingest(received, rulebook())


def _many(region: str) -> Iterator[tuple[str, str]]:
    """Organisations again and again, one more than the breaker lets through at once."""
    count = breaker_on(business_day()).withdrawal_least + 1
    known = organisations(region, count)
    for number in range(count):
        yield known[number % len(known)]


def _proposed() -> None:
    """One officer wants a batch withdrawn; another has to agree."""
    own = office("310000-credit")
    batch = (
        Submission.objects.filter(of_office(own), state="closed", accepted__gt=0, repeats=None)
        .exclude(standard__startswith=WITHDRAWAL)
        .order_by("accepted", "id")
        .first()
    )
    if batch is None:
        return
    act = Act("示合成撤〔2026〕100号", sha256("合成示例：撤销决定".encode()).hexdigest())
    ground = enum(GROUNDS).rows[0].code
    wanted = withdrawing.Proposal(ground, act, business_day(), batch=batch.pk)
    withdrawing.propose(own, wanted, envelope(own.region, account_of("demo.credit2")))
