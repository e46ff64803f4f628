"""Candidates of the whole pool are those that the criteria find one by one."""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from creditdelta.intake.tests.supplies import organisation, penalty, registrations, written
from creditdelta.lists import candidates
from creditdelta.lists.finding import Fact, grounds
from creditdelta.lists.models import Candidate
from creditdelta.lists.tests.scenes import DAY, LIST, documents, fined, ref_of, send
from creditdelta.pipeline.ledger_rows import BETWEEN
from creditdelta.records.many import records_of_many
from creditdelta.records.rules import Record
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.criteria import Condition, Criterion, Finding
from creditdelta.rulebook.listings import criteria_on
from creditdelta.rulebook.records import standards

pytestmark = pytest.mark.django_db

MANY = 60


def fact(one: Record) -> Fact | None:
    """A record as the criteria see it."""
    said = one.speaking
    if said is None or one.standing not in ("standing", "ended"):
        return None
    item = standards()[said.standard]
    cells = dict(
        zip((column.code for column in item.columns), said.body.split(BETWEEN), strict=True)
    )
    return Fact(one.document, item.kind, said.decided_on, cells)


def facts_of(ref: bytes) -> list[Fact]:
    """The standing records of an organisation, as the criteria see them."""
    return [one for record in records_of_many([ref], day=DAY)[ref].records if (one := fact(record))]


def criterion(*findings: Finding) -> Criterion:
    """A criterion of a test."""
    known = criteria_on(DAY)["environment_false_monitoring"]
    return Criterion("own", LIST, known.label, "", findings, known.since, None, known.basis)


def said(*words: str, within: str = "", least: int = 1, most: int | None = None) -> Finding:
    conditions = (Condition(("CF_WFXW", "CF_SY"), words, ""),) if words else ()
    return Finding("penalty", conditions, within, least, most)


CRITERIA = {
    "words": criterion(said("噪声", "废水")),
    "recent": criterion(said("废水", within="+1y")),
    "three": criterion(said(within="+3y", least=3)),
    "figure": criterion(Finding("penalty", (Condition(("CF_NR_FK",), (), "0.5"),), "", 1, None)),
    "both": criterion(said("噪声"), said("废水")),
    "clean": criterion(Finding("registration", (), "", 1, None), said("废水", least=0, most=0)),
    "few": criterion(said("噪声"), said(least=0, most=2)),
    "between": criterion(said("噪声", least=1, most=1)),
}


@pytest.mark.parametrize("name", CRITERIA)
def test_the_pool_finds_whom_the_criterion_finds(
    name: str, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = Random(name)
    send(registrations(tmp_path, MANY))
    rows = [
        penalty(
            rng.randrange(MANY), CF_WSH=f"沪示罚〔2025〕{n}号", CF_CFLB="罚款",
            CF_NR_FK=rng.choice(("0.2", "0.5", "0.500001", "12")),
            CF_WFXW=rng.choice(("噪声超标", "排放废水", "未公示")),
            CF_SY=rng.choice(("合成示例：噪声。", "合成示例。")),
            CF_JDRQ=rng.choice(("2022-05-06", "2023-04-01", "2025-04-01", "2026-03-01")),
        )
        for n in range(150)
    ]  # fmt: skip
    send(written(tmp_path / "fines.csv", "penalty", rows))
    one = CRITERIA[name]
    monkeypatch.setattr(candidates, "criteria_on", lambda day: {"own": one})
    found = {each.ref: set(each.documents) for each in candidates.candidates(DAY)}
    singly = {}
    for ref in map(ref_of, range(MANY)):
        used = grounds(one, facts_of(ref), DAY, calendar())
        if used is not None:
            singly[ref] = {each.document for each in used}
    assert found == singly
    assert 0 < len(found) < MANY


def test_candidates_are_kept_for_the_pages(ledger: Path, tmp_path: Path) -> None:
    refs = fined(tmp_path, 3)
    assert candidates.keep(DAY) == 3
    kept = Candidate.objects.get(ref=refs[0])
    assert (kept.list, kept.region, bytes(kept.documents)) == (
        LIST,
        "310000",
        b"".join(documents(refs[0])),
    )
    assert kept.division == organisation(0)[0][2:8]
    assert candidates.keep(date(2029, 4, 1)) == 0  # more than three years later nobody is one
    assert not Candidate.objects.exists()


def test_the_pool_is_asked_for_chosen_lists_only(ledger: Path, tmp_path: Path) -> None:
    fined(tmp_path, 2)
    assert [one.code for one in candidates.candidates(DAY, [LIST])] == sorted(
        organisation(n)[0] for n in range(2)
    )
    assert list(candidates.candidates(DAY, ["another"])) == []
