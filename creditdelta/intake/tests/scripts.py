"""Random delivery scripts: what happens to a few organisations, and every way it may be delivered.

A script is a list of told rows, each with the header it was issued under (region, moment, batch).
Many scripts about different organisations share the headers, so one file carries rows of all.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from creditdelta.intake.tests.supplies import OFFICE, penalty, written
from creditdelta.world import codes

Row = dict[str, str]
BEGUN = datetime(2025, 7, 1, tzinfo=UTC)
HOME_OFFICE, OTHER_OFFICE = OFFICE, "11320000DEMG00027N"


@dataclass(frozen=True, slots=True)
class Header:
    """Under which header rows are issued."""

    region: str
    days: int
    batch: str

    @property
    def issued(self) -> datetime:
        """The supplier's issue time."""
        return BEGUN + timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class File:
    """One delivered file."""

    path: Path
    header: Header


HEADERS = tuple(
    Header(region, days, batch)
    for region in ("310000", "320000")
    for days, batch in ((0, "1"), (10, "1"), (10, "2"), (20, "1"))
)
Told = list[tuple[Header, str, Row]]


def script(rng: Random, number: int) -> Told:
    """One random story: registered, perhaps renamed and mapped; penalised, corrected, withdrawn."""
    inner = codes.organisation_code(rng, lead="MA")
    code = codes.uscc("91", "310115", inner)
    older = codes.registration_number(rng, "310115")
    names = [f"上海示例{_hanzi(number)}{which}商贸有限公司" for which in "甲乙丙"]
    told: Told = []
    if rng.random() < 0.85:
        told.append(_registration(rng, code, names[0]))
    if rng.random() < 0.4:
        told.append(
            _registration(rng, code, names[1], former=names[0] if rng.random() < 0.5 else "")
        )
    if rng.random() < 0.5:
        row = {"name": names[0], "uscc": code, "registration_number": older}
        told.append((rng.choice(HEADERS), "code_map", row))
    for n in range(rng.randrange(1, 5)):
        told += _story(rng, f"沪示罚〔2025〕{number}-{n}号", code, older, names)
    return told


def _story(rng: Random, decision: str, code: str, older: str, names: list[str]) -> Told:
    """One penalty as it is told, told again, corrected by a later issue, and perhaps withdrawn."""
    office = rng.choice((HOME_OFFICE, OTHER_OFFICE))
    told: Told = []
    for _ in range(rng.randrange(1, 5)):
        row = penalty(0, CF_WSH=decision, CF_CFJGDM=office, CF_SJLYDM=office)
        row["CF_XDR_MC"] = rng.choice((*[names[0]] * 6, *names))
        row["CF_SY"] = f"合成示例：情形{rng.randrange(2)}。"
        row["CF_XDR_SHXYM"] = code
        if rng.random() < 0.2:
            row |= {"CF_XDR_SHXYM": "", "CF_XDR_GSZC": older}
        told.append((rng.choice(HEADERS), "penalty", row))
    if rng.random() < 0.3:
        told.append((rng.choice(HEADERS), "withdrawal", _withdrawal(rng, decision, office, code)))
    return told


def _withdrawal(rng: Random, decision: str, office: str, code: str) -> Row:
    return {
        "kind": "行政处罚",
        "uscc": code,
        "authority": office,
        "number": decision,
        "ground": rng.choice(("原决定被撤销", "数据错误")),
        "annulling_number": f"沪示撤〔2025〕{rng.randrange(99)}号",
        "withdrawn_on": "2025-08-01",
        "replaced_by": f"{decision}更" if rng.random() < 0.3 else "",
        "reason": "合成示例",
    }


def _registration(rng: Random, code: str, name: str, former: str = "") -> tuple[Header, str, Row]:
    row = {
        "uscc": code,
        "name": name,
        "status": rng.choice(("存续", "注销")),
        "former_names": former,
    }
    return rng.choice(HEADERS), "registration", row


def _hanzi(number: int) -> str:
    return chr(0x4E00 + number // 500) + chr(0x5000 + number % 500)


def in_order(told: Told, folder: Path) -> Iterator[File]:
    """Every header's rows in one file a kind, as issued."""
    groups: dict[tuple[Header, str], list[Row]] = defaultdict(list)
    for header, kind, row in told:
        groups[header, kind].append(row)
    for n, ((header, kind), rows) in enumerate(
        sorted(groups.items(), key=lambda item: (item[0][0].days, str(item[0])))
    ):
        yield File(written(folder / f"in-order-{n}.csv", kind, rows), header)


def any_order(rng: Random, told: Told, folder: Path) -> Iterator[File]:
    """The same rows shuffled, cut anywhere, some sent twice, in any order of files."""
    groups: dict[tuple[Header, str, int], list[Row]] = defaultdict(list)
    for header, kind, row in told:
        groups[header, kind, rng.randrange(3)].append(row)
        if rng.random() < 0.15:
            groups[header, kind, rng.randrange(3)].append(row)
    order = list(groups)
    rng.shuffle(order)
    for n, key in enumerate(order):
        rows = groups[key]
        rng.shuffle(rows)
        yield File(written(folder / f"any-order-{n}.csv", key[1], rows), key[0])
