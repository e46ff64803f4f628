"""Random histories: files in any order, held ones let in, decisions, judgements, erasures, days that pass.

Every number drawn comes from one seed. Organisations are few, so that things happen to the same ones.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from creditdelta.facade.check import rulebook
from creditdelta.feed.tests.scenes import TODAY, on_day
from creditdelta.intake import services as intake
from creditdelta.intake.erasure import StillOpen, erase_records
from creditdelta.intake.models import Submission
from creditdelta.intake.pending import work
from creditdelta.intake.tests.scripts import File, Row, Told, any_order, script
from creditdelta.journal import synthetic
from creditdelta.journal.services import Envelope, envelope
from creditdelta.records import services as decisions
from creditdelta.records.models import Closure, Statement
from creditdelta.subjects import services as identity
from creditdelta.subjects.models import Judgement, Reference

ACT = decisions.Act("沪示撤〔2026〕9号", "0" * 64)
ORGANISATIONS = 4
DECIDED = ("2023-04-20", "2025-03-30", "2025-05-10", "2025-06-02", "2026-03-20")
GAPS = (0, 1, 7, 31)  # days: some hours, a day, a week, a month


@dataclass
class History:
    """What happens, a step at a time."""

    rng: Random
    files: list[File]
    hold: Callable[[bool], None]
    seen: list[str] = field(default_factory=list)

    def step(self) -> None:
        """Something happens: mostly a file while there are any."""
        acts = [
            self.withdraw,
            self.reopen,
            self.erase,
            self.link,
            self.unlink,
            self.release,
            self.pass_days,
        ]
        act = self.deliver if self.files and self.rng.random() < 0.6 else self.rng.choice(acts)
        act()
        self.seen.append(act.__name__)

    def deliver(self) -> None:
        file = self.files.pop()
        header = file.header
        self.hold(self.rng.random() < 0.15)
        told = intake.Received(
            file.path, header.region, "clerk", synthetic.business_day(),
            issued_at=header.issued, batch=header.batch,
        )  # fmt: skip
        intake.ingest(told, rulebook())
        self.hold(False)

    def release(self) -> None:
        for one in Submission.objects.filter(state=intake.HELD)[:1]:
            intake.let_in(one, "chief", intake.grounds()[0])
            work()

    def withdraw(self) -> None:
        one = self._any(Statement.objects.order_by("place"))
        if one is not None:
            target = decisions.Target(bytes(one.ref), bytes(one.document))
            with suppress(decisions.DecisionRefused):
                day = synthetic.business_day()
                decisions.withdraw(target, "原决定被撤销", ACT, day, _officer(), today=day)

    def reopen(self) -> None:
        one = self._any(Closure.objects.exclude(manner="erased").order_by("id"))
        if one is not None:
            with suppress(decisions.DecisionRefused):
                decisions.reopen(
                    decisions.Target(bytes(one.ref), bytes(one.document)), ACT, _officer()
                )

    def erase(self) -> None:
        one = self._any(Statement.objects.order_by("place"))
        if one is not None and self.rng.random() < 0.7:
            with suppress(StillOpen):
                erase_records(
                    [(bytes(one.ref), bytes(one.document))], "retention", _officer(),
                    on=synthetic.business_day(),
                )  # fmt: skip

    def link(self) -> None:
        other = self._any(Reference.objects.filter(scheme="uscc").order_by("ref"))
        older = self._any(Reference.objects.exclude(scheme="uscc").order_by("ref"))
        named = self._any(Statement.objects.exclude(name_key=None).order_by("place"))
        if self.rng.random() < 0.5 and older is not None:
            asked = ("same", bytes(older.ref))
        elif named is not None:
            asked = ("name", bytes(named.name_key or b""))
        else:
            return
        if other is not None:
            with suppress(identity.LinkRefused):
                identity.link(identity.Link(*asked, bytes(other.ref), "人工核对"), _officer())

    def unlink(self) -> None:
        one = self._any(Judgement.objects.filter(undone_at=None).order_by("made_at", "id"))
        if one is not None:
            identity.unlink(bytes(one.id), "关联有误", _officer())

    def pass_days(self) -> None:
        on_day(synthetic.business_day() + timedelta(self.rng.choice(GAPS)))

    def _any(self, listed: Any) -> Any:
        count = listed.count()
        return listed[self.rng.randrange(count)] if count else None


def _officer() -> Envelope:
    """Each decision has a moment of its own."""
    return envelope("310000", "officer")


def history(seed: int, folder: Path, hold: Callable[[bool], None]) -> History:
    """What happens to a few organisations, some of which were given the same older number."""
    rng = Random(seed)
    on_day(TODAY)
    told: Told = []
    for number in range(ORGANISATIONS):
        for header, kind, row in script(rng, seed * ORGANISATIONS + number):
            told.append((header, kind, _aged(rng, row) if kind == "penalty" else row))
    told += _shared(rng, told)
    files = list(any_order(rng, told, folder))
    return History(rng, files, hold)


def _aged(rng: Random, row: Row) -> Row:
    decided = rng.choice(DECIDED)
    ends = f"{int(decided[:4]) + rng.choice((1, 2, 3))}{decided[4:]}"
    return row | {"CF_JDRQ": decided, "CF_YXQ": ends}


def _shared(rng: Random, told: Told) -> Told:
    """Code maps that give a number to another organisation as well."""
    maps = [(header, row) for header, kind, row in told if kind == "code_map"]
    codes = [row["uscc"] for _, kind, row in told if kind == "registration"]
    return [
        (header, "code_map", row | {"uscc": rng.choice(codes)})
        for header, row in maps
        if codes and rng.random() < 0.5
    ]
