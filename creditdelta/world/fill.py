"""What stands in a record of any kind? Every column filled by its type, need and role, from the rulebook.

Clause  S22: a new record kind is data; the synthetic world needs no code for it either.
Data    rulebook/records/<kind>.toml and its lists; the examples there are invented.
Pure    the random source is an argument.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from creditdelta.rulebook.enums import EnumRow, enum, folded
from creditdelta.rulebook.records import standard
from creditdelta.rulebook.standards import Column, Standard
from creditdelta.world.forms import parts
from creditdelta.world.organisations import Office, Organisation
from creditdelta.world.records import NOTE, Record

OPTIONAL_SHARE = 0.7
OWNER_KIND, ORGANISATION = (
    "shareholder_kind",
    "组织",
)  # of a natural owner nothing but the share is kept
_SOLE_TRADER = "个体工商户"
_UNIFIED_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
_YEAR_WRITTEN, _MONTH_WRITTEN = re.compile(r"(19|20)\d\d"), re.compile(r"(19|20)\d\d-\d\d")
_LAST_NUMBER = re.compile(r"[0-9]+(?=[^0-9]*$)")
_FEW_DIGITS, _DIGITS = 4, 6
_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Case:
    """What a record is about: whom, by which office, decided when; `running` numbers it.

    `other` is another organisation: an owner, a party to a contract.
    """

    about: Organisation
    office: Office
    decided: date
    running: int
    other: Organisation


Maker = Callable[[Random, Case], str]


def filled(rng: Random, kind: str, case: Case) -> Record:
    """One right record of a kind, by parts of a record as `forms.form(kind)` has them."""
    record: Record = {}
    for part, always, make in _makers(kind):
        record[part] = make(rng, case) if always or rng.random() < OPTIONAL_SHARE else ""
    for earlier, later in _orders(kind):
        if record[earlier] and record[later] and record[earlier] > record[later]:
            record[earlier] = record[later]
    if OWNER_KIND in record:
        owner = record[OWNER_KIND] == ORGANISATION
        record |= {"shareholder": case.other.name if owner else ""}
        record |= {"shareholder_code": case.other.uscc if owner else ""}
    return record


@cache
def names_another(kind: str) -> bool:
    """Whether records of the kind hold another organisation's code beside their own."""
    codes = (column for column in standard(kind).columns if column.type == "code")
    return any(_UNIFIED_CODE.fullmatch(column.example) for column in codes)


@cache
def _orders(kind: str) -> tuple[tuple[str, str], ...]:
    known = parts(kind)
    return tuple((known[one.earlier], known[one.later]) for one in standard(kind).orders)


@cache
def _makers(kind: str) -> tuple[tuple[str, bool, Maker], ...]:
    item, known = standard(kind), parts(kind)
    return tuple(
        (
            known[column.code],
            column.need != "optional" or _weighs(item, column, known[column.code]),
            _maker(item, column, known[column.code]),
        )
        for column in item.columns
    )


def _weighs(item: Standard, column: Column, part: str) -> bool:
    """Whether a column has a role in telling, numbering or dating the record."""
    return part in _BY_PART or column.code in item.role.number


_BY_PART: dict[str, Maker] = {
    "uscc": lambda rng, case: case.about.uscc,
    "name": lambda rng, case: case.about.name,
    "registration_number": lambda rng, case: case.about.registration_number,
    "organisation_code": lambda rng, case: case.about.organisation_code,
    "tax_number": lambda rng, case: case.about.uscc,
    "authority_code": lambda rng, case: case.office.code,
    "authority": lambda rng, case: case.office.name,
    "source_code": lambda rng, case: case.office.code,
    "decided": lambda rng, case: case.decided.isoformat(),
    "published": lambda rng, case: case.decided.isoformat(),
    "happened": lambda rng, case: _before(rng, case.decided, 60),
    "ends": lambda rng, case: (case.decided + 3 * _YEAR).isoformat(),
}


def _maker(item: Standard, column: Column, part: str) -> Maker:
    if column.privacy == "person_id" or _tells_a_person(item, column):
        return lambda rng, case: ""
    if column.privacy == "person_name":
        return lambda rng, case: case.about.representative
    if part == "ends" and column.code in item.not_future:
        return lambda rng, case: ""  # it has not ended yet
    if column.type == "date" and part not in _BY_PART:
        ahead = column.code not in item.not_future and _ends_something(item, column)
        return _day_ahead if ahead else lambda rng, case: _before(rng, case.decided, 30)
    if column.type == "enum":
        return _listed(item, column)
    return _BY_PART.get(part) or _by_type(column)


def _tells_a_person(item: Standard, column: Column) -> bool:
    return any(test.column == column.code and not test.values for test in item.person)


def _ends_something(item: Standard, column: Column) -> bool:
    return any(order.later == column.code for order in item.orders)


def _day_ahead(rng: Random, case: Case) -> str:
    return (case.decided + _YEAR).isoformat()


def _before(rng: Random, day: date, most: int) -> str:
    return (day - timedelta(days=rng.randrange(most))).isoformat()


def _by_type(column: Column) -> Maker:
    example = column.example
    match column.type:
        case "uscc" | "authority_code":
            return _BY_PART["authority_code"]
        case "organisation_code" | "registration_number" | "tax_number":
            return _BY_PART[column.type]
        case "amount_wan":
            return lambda rng, case: f"{rng.randrange(1, 5000) / 100:.2f}"
        case "amount_yuan":
            return lambda rng, case: str(rng.randrange(10, 50_000))
        case "capital":
            return lambda rng, case: f"{rng.randrange(1, 500) * 10}万元人民币"
        case "decimal":
            whole = "." not in example
            return lambda rng, case: str(rng.randrange(1, 100) if whole else rng.random() * 100)[:5]
        case "code":
            return _code(column)
        case _:
            return lambda rng, case: example or f"{column.label.zh}（{NOTE}）"


def _code(column: Column) -> Maker:
    """A number like the example, but the record's own: a year, a month, another party, or counted."""
    example = column.example
    if _UNIFIED_CODE.fullmatch(example):
        return lambda rng, case: case.other.uscc
    for form, style in ((_YEAR_WRITTEN, "%Y"), (_MONTH_WRITTEN, "%Y-%m")):
        if form.fullmatch(example):
            return lambda rng, case: case.decided.strftime(style)
    found = _LAST_NUMBER.search(example)
    if found is None:
        return lambda rng, case: example
    before, after = example[: found.start()], example[found.end() :]
    width = max(len(found[0]), _FEW_DIGITS)
    if column.max_length is not None:  # a large world needs some digits more than the example has
        before = before[: max(0, column.max_length - len(after) - max(width, _DIGITS))]
    return lambda rng, case: f"{before}{case.running:0{width}}{after}"


def _listed(item: Standard, column: Column) -> Maker:
    """A value of the list that is no person's; where a category must fit the code, one that does."""
    rows = enum(column.enum or "").rows
    persons = {
        folded(value) for one in item.person if one.column == column.code for value in one.values
    }
    rows = tuple(row for row in rows if not persons & {folded(row.code), folded(row.label_zh)})
    alone: set[str] = set()
    for agreement in item.agreements:
        if agreement.kind == "sole_trader" and agreement.columns[1] == column.code:
            alone = {folded(value) for value in agreement.values}
    if not alone and any(row.label_zh == _SOLE_TRADER for row in rows):
        alone = {_SOLE_TRADER}
    fitting = {
        sole: tuple(row for row in rows if (_in(row, alone) == sole) or not alone)
        for sole in (True, False)
    }

    def make(rng: Random, case: Case) -> str:
        known = fitting[case.about.sole_trader]
        held = [
            row
            for row in known
            if row.since <= case.decided and (row.until is None or case.decided <= row.until)
        ]
        return rng.choice(held or known).label_zh

    return make


def _in(row: EnumRow, values: set[str]) -> bool:
    return bool(values & {folded(row.code), folded(row.label_zh)})
