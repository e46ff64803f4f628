"""The rules once more, in plain Python and cell by cell: what the compiled checks must equal.

Written from the standards' own words and the one-value functions of the kernel; nothing of
`validate` but the list of placeholder words is used.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date

from creditdelta.facade.check import rulebook
from creditdelta.kernel import dates
from creditdelta.kernel.capital import parse_capital
from creditdelta.kernel.errors import find
from creditdelta.kernel.fines import agrees
from creditdelta.kernel.identifiers import (
    organisation_code,
    registration_number,
    tax_number,
    uscc,
)
from creditdelta.kernel.identifiers.citizen_number import is_citizen_number
from creditdelta.kernel.money import AmountRefused, millionths
from creditdelta.pipeline.validate.marks import PLACEHOLDER_WORDS
from creditdelta.pipeline.validate.misread import lost, recovered
from creditdelta.rulebook.codes import uscc_tables
from creditdelta.rulebook.enums import Enumeration, EnumRow
from creditdelta.rulebook.standards import Column, Standard

Finding = tuple[int, str, str]  # row, column code, catalogue code

NOTE = re.compile("填表说明|表格说明|填写说明|说明：|示例：|注：")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
GAP = r"[ \-\u00a0\u2000-\u2015\u3000\ufeff\uff0d]"
DIGIT = r"[0-9\uff10-\uff19]"
SPACED = re.compile(rf"(?P<digits>{DIGIT}(?:{GAP}?{DIGIT})*)(?P<letter>{GAP}?[Xx\uff38\uff58])?")
SEPARATORS = ";,；，、"
OLDEST = date(1949, 1, 1)


@dataclass
class Cell:
    """One judged cell: its codes, and what was read in it."""

    codes: set[str] = field(default_factory=set)
    day: date | None = None
    amount: int | None = None
    named: list[EnumRow] = field(default_factory=list)

    @property
    def faultless(self) -> bool:
        return not any(find(code).severity == "error" for code in self.codes)


def findings(
    standard: Standard, rows: dict[int, dict[str, str]], numeric: set[tuple[int, str]], today: date
) -> set[Finding]:
    """Every finding of numbered rows; `numeric` are the cells that a workbook holds as numbers."""
    found: set[Finding] = set()
    for number, row in rows.items():
        filled = [text for text in row.values() if text]
        mandatory = [c.code for c in standard.columns if c.need == "mandatory" and c.code in row]
        empty = sum(not row[name] for name in mandatory)
        if not filled:
            found.add((number, "", "CD-ROW-003"))
        elif len(filled) == 1 and empty >= len(mandatory) - 1 and NOTE.match(filled[0]):
            found.add((number, "", "CD-ROW-002"))
        else:
            cells = judged(standard, row, {name for at, name in numeric if at == number}, today)
            found |= {(number, name, code) for name, cell in cells.items() for code in cell.codes}
    return found


def judged(
    standard: Standard, row: dict[str, str], numeric: set[str], today: date
) -> dict[str, Cell]:
    names = next(column for column in standard.columns if column.type == "text").code
    cells = {
        column.code: one_cell(standard, column, row[column.code], today, column.code == names)
        for column in standard.columns
        if column.code in row
    }
    for column in standard.columns:
        numbers = ("uscc", "authority_code", "organisation_code", "registration_number")
        if column.code in numeric and column.type in (*numbers, "tax_number"):
            cells[column.code].codes = {"CD-XLSX-020"}
    editions(standard, cells, today)
    for need in standard.required_when:
        if need.column in row and need.when in row and not row[need.column]:
            named = [one.label_zh for one in cells[need.when].named]
            if any(
                word in name if need.contains else word == name
                for word in need.values
                for name in named
            ):
                cells[need.column].codes.add("CD-FIELD-004")
    agreements(standard, row, cells)
    return cells


def one_cell(standard: Standard, column: Column, text: str, today: date, names: bool) -> Cell:
    cell = Cell()
    if not text:
        cell.codes = {"CD-FIELD-001"} if column.need == "mandatory" else set()
        return cell
    own(standard, column, text, today, cell)
    if CONTROL.search(text) or "\ufffd" in text:
        cell.codes = set()
    elif not cell.codes and column.need == "mandatory" and text in PLACEHOLDER_WORDS:
        cell.codes.add("CD-FIELD-005")
    if CONTROL.search(text):
        cell.codes.add("CD-FIELD-008")
        if column.need == "mandatory" and text in PLACEHOLDER_WORDS:
            cell.codes.add("CD-FIELD-005")
    if "\ufffd" in text:
        cell.codes.add("CD-ENC-002")
    if column.max_length and len(text) > column.max_length:
        cell.codes.add("CD-FIELD-002")
    if names and "??" in text and lost(text):
        cell.codes.add("CD-ENC-002")
    if names and recovered(text):
        cell.codes.add("CD-ENC-003")
    cell.codes |= personal(column, text)
    return cell


def own(standard: Standard, column: Column, text: str, today: date, cell: Cell) -> None:
    """What the column's type asks for."""
    match column.type:
        case "uscc" | "authority_code":
            cell.codes |= set(uscc.check(text, uscc_tables()))
            whole = len(text) == 18 and not cell.codes
            if column.type == "authority_code" and whole and text[0] != "1":
                cell.codes.add("CD-AGREE-004")
        case "organisation_code":
            cell.codes |= set(organisation_code.check(text))
        case "registration_number":
            cell.codes |= set(registration_number.check(text))
        case "tax_number":
            cell.codes |= set(tax_number.check(text, uscc_tables()))
        case "capital":
            cell.codes |= {"CD-MONEY-006"} if parse_capital(text) is None else set()
        case "amount_wan" | "amount_yuan" | "decimal":
            try:
                cell.amount = millionths(text)
            except AmountRefused as refused:
                cell.codes.add(refused.code)
        case "date":
            reading = dates.read(text)
            cell.day = reading.day
            cell.codes |= {reading.code} if reading.code else set()
            if reading.day and column.code in standard.not_future and reading.day > today:
                cell.codes.add("CD-DATE-003")
            if reading.day and reading.day < OLDEST:
                cell.codes.add("CD-DATE-006")
        case "enum":
            listed(rulebook().enums[str(column.enum)], column.multiple, text, cell)


def listed(values: Enumeration, multiple: bool, text: str, cell: Cell) -> None:
    whole = values.row_for(text)
    if whole or (not multiple and values.allows(text)):
        row = whole or free_row(values)
        cell.named = [row] if row else []
        return
    parts = re.split(f"[{SEPARATORS}]", text) if multiple or values.closed else [text]
    parts = [part.strip(" ") for part in parts if part.strip(" ")]
    for part in parts:
        row = values.row_for(part) or (free_row(values) if values.allows(part) else None)
        if row:
            cell.named.append(row)
        elif not values.allows(part):
            cell.codes.add("CD-FIELD-003" if values.closed else "CD-FIELD-009")
    if len(parts) > 1 and set(text) & set(SEPARATORS) - {";"}:
        cell.codes.add("CD-FIELD-006")
    if len(parts) > 1 and not multiple:
        cell.codes.add("CD-FIELD-007")


def free_row(values: Enumeration) -> EnumRow | None:
    """The row of the free prefix itself, where the list has one."""
    return values.row_for(values.other_prefix) if values.other_prefix else None


def personal(column: Column, text: str) -> set[str]:
    found = set()
    for run in re.finditer(r"\d+[Xx]?", text, re.ASCII):
        digits = run[0].rstrip("Xx")
        number = run[0] if len(digits) == 17 else digits
        if len(number) in (15, 18) and is_citizen_number(number):
            if column.type == "text" or (column.type == "code" and len(number) == 18):
                found.add("CD-PERSON-003")
        elif column.type == "text" and (is_phone(digits) or is_card(digits)):
            found.add("CD-PERSON-004")
    if column.type == "text":
        found |= spaced(text)
    elif column.type == "code" and SPACED.fullmatch(text):
        signs = re.sub("[^0-9X]", "", unicodedata.normalize("NFKC", text).upper())
        found |= {"CD-PERSON-003"} if len(signs) == 18 and is_citizen_number(signs) else set()
    return found


def spaced(text: str) -> set[str]:
    """Numbers in groups or in full-width digits."""
    found = set()
    for run in SPACED.finditer(text):
        plain = unicodedata.normalize("NFKC", run["digits"])
        groups = re.findall("[0-9]+", plain)
        number = "".join(groups)
        for begin in range(len(groups)):
            for end in range(begin + 1, len(groups) + 1):
                part = "".join(groups[begin:end])
                part += "X" if run["letter"] and end == len(groups) and len(part) == 17 else ""
                if len(part) == 18 and is_citizen_number(part):
                    found.add("CD-PERSON-003")
        if run["letter"]:
            continue
        if len(number) == 15 and is_citizen_number(number):
            found.add("CD-PERSON-003")
        elif is_phone(number) or is_card(number):
            found.add("CD-PERSON-004")
    return found


def is_phone(digits: str) -> bool:
    return len(digits) == 11 and digits[0] == "1" and digits[1] > "2"


def is_card(digits: str) -> bool:
    if not 16 <= len(digits) <= 19 or not digits.startswith(("62", "4", "5")):
        return False
    doubled = [int(d) * (1 + place % 2) for place, d in enumerate(reversed(digits))]
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


def editions(standard: Standard, cells: dict[str, Cell], today: date) -> None:
    decided = next((name for name in standard.not_future if name in cells), None)
    if decided is None:
        return
    day = cells[decided].day or today
    for cell in cells.values():
        for one in cell.named:
            if day < one.since or (one.until and day > one.until):
                cell.codes.add("CD-ROW-004")


def agreements(standard: Standard, row: dict[str, str], cells: dict[str, Cell]) -> None:
    late: list[tuple[str, str]] = []
    for order in standard.orders:
        if order.earlier in cells and order.later in cells:
            first, second = cells[order.earlier].day, cells[order.later].day
            if first and second and first > second:
                late.append((order.later, "CD-DATE-004"))
    for agreement in standard.agreements:
        one, two = agreement.columns
        if one not in cells or two not in cells:
            continue
        sound = cells[one].faultless and cells[two].faultless and row[one] and row[two]
        if agreement.kind == "organisation_code":
            whole = len(row[one]) == 18  # readers trim, so outer blanks are not looked behind
            if sound and whole and row[one][8:17] != row[two].replace("-", ""):
                late.append((two, "CD-AGREE-001"))
        elif agreement.kind == "sole_trader":
            said = any(named.label_zh in agreement.values for named in cells[two].named)
            if sound and said != row[one].startswith("92"):
                late.append((two, "CD-AGREE-002"))
        else:
            amount = cells[two].amount
            if amount is not None and agrees(amount, row[one]) is False:
                late.append((two, "CD-AGREE-003"))
    numbers = ("organisation_code", "registration_number", "tax_number")
    others = [one.code for one in standard.columns if one.type in numbers]
    for name in (one for one in standard.natural_key if one in row and not row[one]):
        asked = cells[name].codes & {"CD-FIELD-001", "CD-FIELD-004"}
        known = standard.column(name).type == "uscc" and any(row.get(other) for other in others)
        if not asked and not known:
            late.append((name, "CD-KEY-002"))
    for name, code in late:
        cells[name].codes.add(code)
