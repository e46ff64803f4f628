"""Which files do the four provinces send, in which order, and when were they issued?

Clause  S22, S31.
Data    world/words/suppliers.toml: forms, formats and shares; the rounds stand below.
Pure

Decisions are gathered in the days before each round, so that all but the late ones are filed
within their term of working days. A file may arrive out of the order of issue: an older register
of one province comes after the newer one, and files of an earlier round come again at the end.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from typing import Any, Literal

from creditdelta.rulebook.records import standard, standards
from creditdelta.world import vocabulary
from creditdelta.world.make import World
from creditdelta.world.organisations import PROVINCES

Part = Literal[
    "register",
    "register_older",
    "register_later",
    "map",
    "map_later",
    "decisions",
    "withdrawals_early",
    "withdrawals",
    "resent",  # an earlier file once more, perhaps in another format
    "again",  # the very same file
    "broken",  # a small file with a quote that never closes
]
ROUNDS = (
    date(2024, 3, 11),
    date(2024, 9, 9),
    date(2025, 3, 10),
    date(2025, 9, 8),
    date(2026, 3, 9),
)
LAST_DAY = date(2026, 3, 31)  # a day on which every file has arrived
OLDER_REGISTER = date(2023, 11, 6)
_CHINA = timezone(timedelta(hours=8))
_NAMES = {"31": "shanghai", "32": "jiangsu", "33": "zhejiang", "34": "anhui"}
_LEAST_DECISIONS, _LEAST_PLAIN, _BROKEN_ROWS = 18, 4, 12
_LATER_ROUND = 2
_MOST_ADVERSE = {"31": 150, "": 800}  # rows of a file: one province is one city, others have many
WITHDRAWAL = "withdrawal"


@dataclass(frozen=True, slots=True)
class Supply:
    """One file: who sends what in which form and format; `rows` 0: as many as there are."""

    province: str
    kind: str
    form: str
    part: Part
    round: int
    issued: datetime
    batch: int
    file: str
    encoding: str
    days: str
    rows: int = 0
    of: str = ""  # the file that comes again

    @property
    def region(self) -> str:
        """Division code of the province."""
        return f"{self.province}0000"

    @property
    def damaged(self) -> bool:
        """Whether whole lines of this file may be damaged on the way."""
        return self.province == "32" and self.file.endswith(".csv") and self.form in _DAMAGED


_DAMAGED = ("penalty_2018", "licence_2018")


def supplies(world: World) -> list[Supply]:
    """Every file in the order of delivery."""
    found: list[Supply] = []
    for number in range(len(ROUNDS)):
        found += _register_round(number)
        found += _decision_round(world, number)
    found += list(_once_more(tuple(found)))
    return _with_batches(found)


def _register_round(number: int) -> Iterator[Supply]:
    if number not in (0, _LATER_ROUND):
        return
    words = vocabulary.suppliers()
    later = number == _LATER_ROUND
    for row in words["register"]:
        yield _supply(row, "registration", "register_later" if later else "register", number)
    for row in words["map"]:
        yield _supply(row, "code_map", "map_later" if later else "map", number)
    if later:
        row = {**words["register"][-1], "suffix": ".parquet"}
        older = _supply(row, "registration", "register_older", number)
        issued = datetime.combine(OLDER_REGISTER, older.issued.timetz())
        yield replace(older, issued=issued, file=_file(row, "registration-older", OLDER_REGISTER))


def _decision_round(world: World, number: int) -> Iterator[Supply]:
    words = vocabulary.suppliers()
    if number == 0:
        return
    if WITHDRAWAL in plain_kinds() and number in (1, 3):
        part: Part = "withdrawals_early" if number == 1 else "withdrawals"
        yield from (_supply(row, WITHDRAWAL, part, number) for row in words["plain"])
    for row in words["decisions"]:
        if number in row["rounds"]:
            size = _size(world, row["province"], row["kind"], len(ROUNDS) - 1, _LEAST_DECISIONS)
            yield from _portions(_supply(row, row["kind"], "decisions", number, size))
    for at, kind in enumerate(one for one in plain_kinds() if one != WITHDRAWAL):
        for row in words["plain"]:
            if number == 1 + (at + int(row["province"])) % (len(ROUNDS) - 1):
                size = _size(world, row["province"], kind, 1, _LEAST_PLAIN)
                yield from _portions(_supply(row, kind, "decisions", number, size))


def _portions(whole: Supply) -> Iterator[Supply]:
    """One file, or several minutes apart where a city would get very many adverse rows at once.

    A mass change is unusual by the rulebook (intake/breaker.toml), and none is planted here.
    """
    if standard(whole.kind).nature != "adverse":
        yield whole
        return
    count = -(-whole.rows // _MOST_ADVERSE.get(whole.province, _MOST_ADVERSE[""]))
    for number in range(count):
        rows = whole.rows * (number + 1) // count - whole.rows * number // count
        issued = whole.issued + number * timedelta(minutes=2)
        mark = f"-{number + 1}" if count > 1 else ""
        file = whole.file.replace("-synthetic", f"{mark}-synthetic")
        yield replace(whole, rows=rows, issued=issued, file=file)


def plain_kinds() -> list[str]:
    """The record kinds that are written under the headings of their standard."""
    own = ("registration", "code_map", "penalty", "licence")
    return sorted({item.kind for item in standards().values()} - set(own))


def _once_more(found: tuple[Supply, ...]) -> Iterator[Supply]:
    """Penalties of the first round in full once more, the same licences twice, a broken file."""
    for one in found:
        if one.round == 1 and one.kind == "penalty":
            csv = one.file.endswith((".xlsx", ".parquet"))
            stem, _, suffix = one.file.removesuffix(".gz").rpartition(".")
            file = f"{stem}-resent.{'csv' if csv else suffix}"
            yield replace(one, part="resent", file=file, of=one.file)
        if one.round == 1 and one.kind == "licence" and one.province in ("31", "32"):
            yield replace(one, part="again", of=one.file)
    last = [one for one in found if one.damaged and one.kind == "licence"][-1]
    file = last.file.replace("licence", "licence-broken")
    issued = last.issued + timedelta(days=1)
    yield replace(last, part="broken", file=file, issued=issued, rows=_BROKEN_ROWS)


def _size(world: World, province: str, kind: str, files: int, least: int) -> int:
    shares: Mapping[str, float] = vocabulary.suppliers()["shares"]
    share = shares.get(kind, shares["other"])
    return max(least, round(share * len(world.organisations[province]) / files))


def _supply(row: Mapping[str, Any], kind: str, part: Part, number: int, rows: int = 0) -> Supply:
    day, province = ROUNDS[number], row["province"]
    minute = 9 * 60 + 7 * list(PROVINCES).index(province) + 31 * (len(kind) % 9)
    issued = datetime.combine(day, time(minute // 60, minute % 60), _CHINA)
    return Supply(
        province=province,
        kind=kind,
        form=row.get("form", kind),
        part=part,
        round=number,
        issued=issued,
        batch=0,
        file=_file(row, kind, day),
        encoding=row["encoding"],
        days=row["days"],
        rows=rows,
    )


def _file(row: Mapping[str, Any], kind: str, day: date) -> str:
    name = kind.replace("_", "-")
    return f"{_NAMES[row['province']]}-{name}-{day:%Y%m}-synthetic{row['suffix']}"


def _with_batches(found: list[Supply]) -> list[Supply]:
    """Batch numbers: each source and kind counts its files by their time of issue."""
    numbers: dict[str, int] = {}
    for source in {(one.province, one.kind) for one in found}:
        own = [one for one in found if (one.province, one.kind) == source and not one.of]
        for number, one in enumerate(sorted(own, key=lambda one: one.issued), start=1):
            numbers[one.file] = number
    return [replace(one, batch=numbers[one.of or one.file]) for one in found]
