"""What must become of every row: accepted, waiting, duplicate, withdrawn or rejected?

Clause  S22, S27, S28, S31: rows = accepted + waiting + duplicate + withdrawn + rejected.
Data    rulebook/publication (past which term a record is refused at the door).
Pure    a reckoning apart from the ledger it is to be compared with; only names, codes, numbers and
        days of the records as they were made, never of a file read back.

Each row gets the first verdict that fits, and what a delivery brings counts for the next one:

rejected   the check refuses it, or it is past retention on the day of issue, or was withdrawn before
withdrawn  a valid instruction to withdraw
duplicate  says what a row from the same region said before
waiting    no usable code, or nobody confirmed it, or under a name the organisation never bore
accepted   everything else; registrations and code maps never wait
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Literal

from creditdelta.kernel.errors import find
from creditdelta.kernel.terms import due_after, step
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.dated import in_force
from creditdelta.rulebook.publication import publications
from creditdelta.rulebook.records import standard
from creditdelta.world.files import Wrong
from creditdelta.world.forms import Form, form
from creditdelta.world.records import Record
from creditdelta.world.story import Row
from creditdelta.world.supplies import WITHDRAWAL, Supply

Verdict = Literal[
    "accepted",
    "unconfirmed",
    "name_mismatch",
    "duplicate",
    "withdrawn",
    "refused",
    "past_retention",
    "closed",
]
WAITING: tuple[Verdict, ...] = ("unconfirmed", "name_mismatch")
REJECTED: tuple[Verdict, ...] = ("refused", "past_retention", "closed")
Key = tuple[str, str, str, str]  # kind, organisation, authority, number
_SPREADSHEET_EPOCH = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row that waits: what its organisation must be found by."""

    form: str
    record: Record


@dataclass(slots=True)
class Held:
    """Everything that closed deliveries have told."""

    names: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    numbers: dict[str, str] = field(default_factory=dict)  # older number -> code
    said: set[int] = field(default_factory=set)
    live: set[Key] = field(default_factory=set)
    waiting: list[Waiting] = field(default_factory=list)
    withdrawn: set[Key] = field(default_factory=set)

    def code(self, record: Record) -> str:
        """The organisation's code as given, else as an older number tells it, else ""."""
        for part in ("uscc", "registration_number", "organisation_code"):
            text = record.get(part, "")
            if text:
                return text if part == "uscc" else self.numbers.get(text, "")
        return ""

    def known(self, record: Record) -> str:
        """The code of a confirmed organisation that bore the record's name, else ""."""
        code = self.code(record)
        names = self.names.get(code, set())
        return code if names and record.get("name", "") in ("", *names) else ""

    def learn(self, record: Record) -> None:
        """Take a registration or a row of a code map as evidence."""
        code = record["uscc"]
        self.names[code] |= {record["name"], *filter(None, [record.get("former_names", "")])}
        self.numbers[code[8:17]] = code
        if record["registration_number"]:
            self.numbers[record["registration_number"]] = code


def take(held: Held, supply: Supply, rows: list[Row]) -> list[Verdict]:
    """The verdict on every row of a delivery, which then is held."""
    shape = form(supply.form)
    confirms = standard(supply.kind).confirms
    found: list[Verdict] = []
    evidence: list[Record] = []
    for row in rows:
        verdict = _verdict(held, supply, shape, row, confirms=confirms)
        found.append(verdict)
        if verdict == "accepted":
            evidence += [row.record] if confirms else []
            held.live.add(key(supply.form, row.record, held.code(row.record)))
        elif verdict in WAITING:
            held.waiting.append(Waiting(supply.form, row.record))
        elif verdict == "withdrawn":
            evidence.append(row.record)
    for record in evidence:
        if supply.kind == WITHDRAWAL:
            held.withdrawn.add(withdrawn_key(record))
        else:
            held.learn(record)
    return found


def _verdict(held: Held, supply: Supply, shape: Form, row: Row, *, confirms: bool) -> Verdict:
    if refuses(row.wrong):
        return "refused"
    if supply.kind == WITHDRAWAL:
        return "withdrawn"
    if past_retention(supply, row.record):
        return "past_retention"
    code = held.code(row.record)
    if code and key(supply.form, row.record, code) in held.withdrawn:
        return "closed"
    said = hash(
        (supply.region, supply.kind, *(row.record.get(part, "") for _, part in shape.columns))
    )
    if said in held.said:
        return "duplicate"
    held.said.add(said)
    if confirms or held.known(row.record):
        return "accepted"
    return "name_mismatch" if code in held.names else "unconfirmed"


def key(name: str, record: Record, code: str = "") -> Key:
    """What makes a record of a form one: kind, organisation, deciding authority and number.

    Several parts of a number are joined with / and a record without a number has its
    organisation's code for one, as a notice of withdrawal names it.
    """
    shape, about = form(name), code or record["uscc"]
    authority = record.get("authority_code", "") if shape.signed else ""
    number = "/".join(record[part] for part in shape.number)
    return shape.kind, about, authority, number or about


def withdrawn_key(record: Record) -> Key:
    """The record an instruction withdraws."""
    kind = standard(record["kind"]).kind
    return kind, record["uscc"], record["authority_code"], record["number"]


def refuses(wrong: Wrong | None) -> bool:
    """Whether the check refuses a row for what is wrong with it."""
    return wrong is not None and any(find(code).severity == "error" for code in wrong.codes)


def settle(held: Held) -> list[Waiting]:
    """Attach what waits to what is known by now; the rows that go on waiting."""
    left = []
    for one in held.waiting:
        code = held.known(one.record)
        if code:
            held.live.add(key(one.form, one.record, code))
        else:
            left.append(one)
    held.live -= held.withdrawn
    return left


def past_retention(supply: Supply, record: Record) -> bool:
    """Whether a record may no longer be shown in the region on the day of issue."""
    day = decided_on(record)
    term = _retention(supply.kind, supply.region) if day else ""
    return bool(term) and _after(day or date.min, term) < supply.issued.date()


def late(supply: Supply, record: Record) -> bool:
    """Whether the file was issued after the term of filing had ended."""
    day = decided_on(record)
    term = filing_term(supply.kind, day) if day else ""
    return bool(term) and _after(day or date.min, term) < supply.issued.date()


def decided_on(record: Record) -> date | None:
    """The day of the decision, a spreadsheet's day number among them."""
    text = record.get("decided", "")
    if text.isdigit():
        return _SPREADSHEET_EPOCH + timedelta(days=int(text))
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@cache
def _after(day: date, term: str) -> date:
    return due_after(day, (step(term),), calendar()).date


@cache
def _retention(kind: str, region: str) -> str:
    rule = publications()[standard(kind).publication]
    return next((row.term for row in rule.query_ends if row.region == region), "")


@cache
def filing_term(kind: str, day: date) -> str:
    """Within which term after the decision a record of a kind must be filed; "" for none."""
    rule = publications()[standard(kind).publication]
    rows = (row for row in rule.deadlines if in_force(row, day) and row.start == "decided")
    return next((row.term for row in rows), "")
