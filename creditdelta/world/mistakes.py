"""Which mistakes do suppliers make, and which answer does each deserve?

Clause  S22, S31, S75. About thirty-five kinds, each planted in some file it fits.
Data    the list below: what a mistake needs, what it writes, which codes must answer it.
Pure    the record is changed in place; the random source is an argument.

No personal number here can belong to anybody: province code without county, a day of birth in 2099,
a wrong check character.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from creditdelta.world.records import Record, wan

NOBODYS_NUMBER = "110000209912310006"
_SPREADSHEET_EPOCH = date(1899, 12, 30)
Write = Callable[[Random, Record], None]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One kind of mistake. `needs` are the parts of a record it changes: it fits forms with them.

    `codes` are all findings that answer it. The record is about an organisation that is no sole
    trader: where code and class disagree, a broken code would break a second rule.
    """

    name: str
    needs: tuple[str, ...]
    codes: tuple[str, ...]
    write: Write


def _put(role: str, text: str) -> Write:
    def write(rng: Random, record: Record) -> None:
        record[role] = text

    return write


def _change(role: str, change: Callable[[str], str]) -> Write:
    def write(rng: Random, record: Record) -> None:
        record[role] = change(record[role])

    return write


def _code(change: Callable[[str], str]) -> Write:
    """Change the unified code and empty the columns that repeat it."""

    def write(rng: Random, record: Record) -> None:
        record["uscc"] = change(record["uscc"])
        record |= {"organisation_code": "", "tax_number": ""}

    return write


def _next(character: str) -> str:
    return "1" if character == "0" else "0"


def _swap(code: str) -> str:
    """Change places of two of the three different digits in the middle of the organisation code."""
    return code[:14] + code[15] + code[14] + code[16:]


def _wide(code: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in code)


def _misread(text: str) -> str:
    """UTF-8 read as GB18030, as far as it can be read so."""
    for length in range(len(text), 0, -1):
        try:
            return text[:length].encode().decode("gb18030")
        except UnicodeDecodeError:
            continue
    return text


def _old_number(rng: Random, record: Record) -> None:
    record["uscc"] = record["registration_number"]
    record |= {"organisation_code": "", "tax_number": ""}


def _order(rng: Random, record: Record) -> None:
    record["valid_until"] = "2019-06-30"


def _future(rng: Random, record: Record) -> None:
    record |= {"decided": "2098-03-01", "published": "2098-03-02"}
    record |= dict.fromkeys(("valid_until", "public_until"), "2098-12-31")


def _serial(rng: Random, record: Record) -> None:
    day = date.fromisoformat(record["decided"])
    record["decided"] = str((day - _SPREADSHEET_EPOCH).days)


def _fined(rng: Random, record: Record) -> int:
    """Make the record one of a plain fine, and give its yuan."""
    yuan = rng.randrange(20, 300) * 100
    record |= {"category": "罚款", "content": f"罚款人民币{yuan}元"}
    record |= {"fine": wan(yuan), "fine_yuan": str(yuan), "confiscated": "", "confiscated_yuan": ""}
    return yuan


def _slip(rng: Random, record: Record) -> None:
    yuan = _fined(rng, record)
    record |= {"fine": str(yuan), "fine_yuan": wan(yuan)}


def _fine(text: str) -> Write:
    def write(rng: Random, record: Record) -> None:
        _fined(rng, record)
        record |= {"fine": text, "fine_yuan": text}

    return write


def _person(rng: Random, record: Record) -> None:
    record |= {"class": "自然人", "name": "（虚构）某某", "person_number": NOBODYS_NUMBER}
    record |= {"uscc": "", "organisation_code": "", "tax_number": "", "representative": ""}


MISTAKES = (
    Mistake("name missing", ("name",), ("CD-FIELD-001",), _put("name", "")),
    Mistake("check character", ("uscc",), ("CD-USCC-003",), _code(lambda c: c[:17] + _next(c[17]))),
    Mistake("one character lost", ("uscc",), ("CD-USCC-001",), _code(lambda c: c[:9] + c[10:])),
    Mistake("letter Z", ("uscc",), ("CD-USCC-002",), _code(lambda c: c[:11] + "Z" + c[12:])),
    Mistake("two characters swapped", ("uscc",), ("CD-USCC-003", "CD-USCC-006"), _code(_swap)),
    Mistake("full-width digits", ("uscc",), ("CD-USCC-007",), _code(_wide)),
    Mistake("spreadsheet number", ("uscc",), ("CD-USCC-008",), _code(lambda c: "9.13101E+17")),
    Mistake("registration number as code", ("uscc",), ("CD-USCC-009",), _old_number),
    Mistake("no code given", ("uscc", "class"), ("CD-USCC-010",), _code(lambda c: "无")),
    Mistake(
        "organisation code of another",
        ("uscc", "organisation_code"),
        ("CD-AGREE-001",),
        _put("organisation_code", "D2143569X"),
    ),
    Mistake(
        "sole trader as company",
        ("class",),
        ("CD-AGREE-002",),
        _put("class", "个体工商户"),
    ),
    Mistake("person", ("class",), ("CD-PERSON-001",), _person),
    Mistake("person by number", ("person_number", "years"), ("CD-PERSON-001",), _person),
    Mistake(
        "personal number in the text",
        ("facts",),
        ("CD-PERSON-003",),
        _change("facts", lambda text: f"{text}（证件号{NOBODYS_NUMBER}）"),
    ),
    Mistake("no basis", ("basis", "valid_until"), ("CD-FIELD-005",), _put("basis", "无")),
    Mistake("unknown category", ("category",), ("CD-FIELD-003",), _put("category", "罚金")),
    Mistake("unknown class", ("class", "note"), ("CD-FIELD-003",), _put("class", "企业单位")),
    Mistake("impossible day", ("decided",), ("CD-DATE-002",), _put("decided", "2023-02-30")),
    Mistake("no date", ("decided",), ("CD-DATE-001",), _put("decided", "近日")),
    Mistake("spreadsheet day", ("decided", "offence"), ("CD-DATE-005",), _serial),
    Mistake("decided in the future", ("decided", "offence"), ("CD-DATE-003",), _future),
    Mistake("ends before it begins", ("valid_until",), ("CD-DATE-004",), _order),
    Mistake("yuan and wan mixed up", ("fine",), ("CD-AGREE-003",), _slip),
    Mistake("yuan and wan mixed up", ("fine_yuan",), ("CD-AGREE-003",), _slip),
    Mistake("fine in words", ("fine",), ("CD-MONEY-001",), _fine("见决定书")),
    Mistake("fine with its unit", ("fine",), ("CD-MONEY-005",), _fine("2万元")),
    Mistake("fine missing", ("fine",), ("CD-FIELD-004",), _fine("")),
    Mistake(
        "ruined character",
        ("name",),
        ("CD-ENC-002",),
        _change("name", lambda text: text[:4] + "\ufffd" + text[5:]),
    ),
    Mistake("wrong encoding", ("name",), ("CD-ENC-003",), _change("name", _misread)),
    Mistake(
        "unknown licence category",
        ("licence_category",),
        ("CD-FIELD-003",),
        _put("licence_category", "备案"),
    ),
    Mistake("unknown state", ("state",), ("CD-FIELD-009",), _put("state", "9")),
    Mistake("capital in words", ("capital",), ("CD-MONEY-006",), _put("capital", "详见章程")),
    Mistake(
        "office code",
        ("authority_code",),
        ("CD-USCC-003",),
        _change("authority_code", lambda c: c[:17] + _next(c[17])),
    ),
    Mistake("letter O", ("uscc",), ("CD-USCC-002",), _code(lambda c: c[:3] + "O" + c[4:])),
    Mistake("letter I", ("uscc",), ("CD-USCC-002",), _code(lambda c: c[:5] + "I" + c[6:])),
    Mistake("no decision number", ("number", "decided"), ("CD-FIELD-001",), _put("number", "")),
)

TWICE = Mistake("reported twice", (), ("CD-KEY-001",), lambda rng, record: None)
# What befalls a record of any kind: the rules are those of the code, the office and the name.
_ANYWHERE = (
    "check character",
    "one character lost",
    "letter Z",
    "letter O",
    "letter I",
    "spreadsheet number",
    "full-width digits",
    "office code",
    "ruined character",
)
ANYWHERE = tuple(one for one in MISTAKES if one.name in _ANYWHERE)
# Where another organisation's code stands in a column beside, no code at all looks like a slipped row.
BESIDE_A_CODE = tuple(one for one in ANYWHERE if one.name in (_ANYWHERE[0], *_ANYWHERE[-2:]))
