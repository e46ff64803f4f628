"""The answer key of a built world: what must become of every file, and what is known at its end.

Clause  S22, S27, S28, S31.

`answers.json` holds, all of it invented:

day         a day on which every file has arrived; judge files as of it
files       for each delivery the counts rows = accepted + waiting + duplicate + withdrawn + rejected,
            waiting and rejected once more by reason, and every planted mistake with its row and codes
situations  name -> how many, and the [delivery, row] of each
confirmed   organisations confirmed by a registration or a code map, by region of their code
names       some organisations with their present and former names
numbers     some older numbers with the code they belong to
succeeds    [new code, old code]: told by no file, a clerk decides it
live        distinct records by kind at the end, none withdrawn; waiting_at_end: rows still waiting
withdrawn   the records taken back
indicators  by region, of licences and penalties: filed_rows; valid_rows, which the check does not
            refuse; late_rows, the valid ones issued after the term of filing; late_records, the
            late ones among stored rows that are the region's first word of their record
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from creditdelta.world import situations
from creditdelta.world.expected import (
    REJECTED,
    WAITING,
    Held,
    Verdict,
    filing_term,
    key,
    late,
    refuses,
    settle,
)
from creditdelta.world.files import NOTICE
from creditdelta.world.forms import form
from creditdelta.world.make import World
from creditdelta.world.mistakes import TWICE
from creditdelta.world.organisations import PROVINCES, Organisation
from creditdelta.world.story import Row
from creditdelta.world.supplies import LAST_DAY, Supply

SAMPLE = 50
_STORED: tuple[Verdict, ...] = ("accepted", *WAITING)
_TOLD: tuple[Verdict, ...] = ("accepted", "duplicate", "withdrawn")


@dataclass(slots=True)
class Answers:
    """The key as it grows, delivery by delivery."""

    seed: int
    organisations: int
    world: World
    held: Held = field(default_factory=Held)
    files: list[dict[str, Any]] = field(default_factory=list)
    situations: dict[str, list[list[int]]] = field(default_factory=lambda: defaultdict(list))
    indicators: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    reported: set[tuple[str, object]] = field(default_factory=set)

    def add(
        self, number: int, supply: Supply, rows: list[Row], verdicts: list[Verdict], first: int
    ) -> None:
        """Write down one delivery; `first` is the number of its first row in the file."""
        counts = Counter(verdicts)
        wrong = [
            {"row": first + at, "mistake": row.wrong.name, "codes": list(row.wrong.codes)}
            for at, row in enumerate(rows)
            if row.wrong
        ]
        wrong += [
            {"row": first + at, "mistake": TWICE.name, "codes": list(TWICE.codes)}
            for at, row in enumerate(rows)
            if row.situation == situations.TWICE
        ]
        self.files.append(
            {
                "delivery": number,
                "file": supply.file,
                "region": supply.region,
                "kind": supply.kind,
                "rows": len(rows),
                **{verdict: counts[verdict] for verdict in _TOLD},
                "waiting": sum(counts[verdict] for verdict in WAITING),
                "waiting_for": {verdict: counts[verdict] for verdict in WAITING},
                "rejected": sum(counts[verdict] for verdict in REJECTED),
                "rejected_for": {verdict: counts[verdict] for verdict in REJECTED},
                "wrong": sorted(wrong, key=lambda one: one["row"]),
            }
        )
        for at, (row, verdict) in enumerate(zip(rows, verdicts, strict=True)):
            name = supply.part if supply.of else row.situation
            if name:
                self.situations[name].append([number, first + at])
            self._file_in_time(supply, row, verdict)

    def _file_in_time(self, supply: Supply, row: Row, verdict: Verdict) -> None:
        if not filing_term(supply.kind, supply.issued.date()):
            return
        counts = self.indicators[supply.region]
        valid, behind = not refuses(row.wrong), late(supply, row.record)
        counts["filed_rows"] += 1
        counts["valid_rows"] += valid
        counts["late_rows"] += valid and behind
        if verdict in _STORED:
            code = self.held.code(row.record) or str(sorted(row.record.items()))
            one = (supply.region, key(supply.form, row.record, code))
            counts["late_records"] += behind and one not in self.reported
            self.reported.add(one)

    def finished(self) -> dict[str, Any]:
        """The whole key; nothing can be added afterwards."""
        waiting = settle(self.held)
        known = self.held.names
        return {
            "notice": NOTICE,
            "seed": self.seed,
            "organisations": self.organisations,
            "day": LAST_DAY.isoformat(),
            "files": self.files,
            "situations": {
                name: {"count": len(rows), "rows": rows} for name, rows in self.situations.items()
            },
            "confirmed": {
                f"{province}0000": sum(code.startswith(province, 2) for code in known)
                for province in PROVINCES
            },
            "names": [self._names(one) for one in self._sample()],
            "numbers": [
                {"number": number, "code": code}
                for one in self._sample()
                for number, code in self._numbers(one)
            ],
            "succeeds": sorted([new.uscc, old] for old, new in self.world.successors.items()),
            "live": dict(Counter(kind for kind, *_ in self.held.live)),
            "waiting_at_end": dict(Counter(form(one.form).kind for one in waiting)),
            "withdrawn": [
                {"kind": kind, "uscc": code, "authority": authority, "number": number}
                for kind, code, authority, number in sorted(self.held.withdrawn)
            ],
            "indicators": {region: dict(counts) for region, counts in self.indicators.items()},
        }

    def _sample(self) -> list[Organisation]:
        """Organisations whose names changed first, then others in order; confirmed ones."""
        changed = {*self.world.renamed, *self.world.renamed_earlier, *self.world.former}
        confirmed = [one for one in self.world.everybody() if one.uscc in self.held.names]
        return sorted(confirmed, key=lambda one: one.uscc not in changed)[:SAMPLE]

    def _names(self, one: Organisation) -> dict[str, Any]:
        present = self.world.renamed.get(one.uscc, one.name)
        former = sorted(self.held.names[one.uscc] - {present})
        return {"code": one.uscc, "name": present, "former_names": former}

    def _numbers(self, one: Organisation) -> list[tuple[str, str]]:
        numbers = [one.registration_number, self.world.renumbered.get(one.uscc, "")]
        return [(text, one.uscc) for text in numbers if self.held.numbers.get(text) == one.uscc]
