"""Adverse records of many organisations at once are those that each archive shows."""

from datetime import date
from pathlib import Path

from creditdelta.archive.queries import archive
from creditdelta.archive.tests.visits import TODAY, on_the_day, take
from creditdelta.intake.tests.supplies import organisation, penalty, registrations, written
from creditdelta.journal.services import envelope
from creditdelta.records import services
from creditdelta.records.adverse import adverse_counts
from creditdelta.records.publishing import rules
from creditdelta.subjects.finding import by_code

FIRMS = 8


def refs() -> dict[bytes, str]:
    return {by_code(organisation(n)[0])[0].ref: organisation(n)[0] for n in range(FIRMS)}


def shown(code: str, day: date) -> int:
    """What the archive of one organisation shows as adverse."""
    found, standards = archive(code, today=day), rules().standards
    return sum(
        one.speaking is not None and standards[one.speaking.standard].nature == "adverse"
        for one in found.records
    )


def test_counts_are_those_of_archives(ledger: Path, tmp_path: Path) -> None:
    on_the_day()
    take(registrations(tmp_path, FIRMS))
    rows = [penalty(n, CF_WSH=f"沪示罚〔2026〕{n}-{m}号") for n in range(FIRMS) for m in range(n)]
    rows.append(penalty(1, CF_WSH="沪示罚〔2026〕异名号", CF_XDR_MC="上海别家商贸有限公司"))
    rows.append(penalty(2, CF_WSH="沪示罚〔2016〕旧号", CF_JDRQ="2016-03-09", CF_YXQ="2017-03-09"))
    take(written(tmp_path / "many.csv", "penalty", rows))
    assert adverse_counts(list(refs()), TODAY, rules()) == counts(TODAY)
    code = organisation(5)[0]
    withdrawn = archive(code, today=TODAY).records[0]
    ref = by_code(code)[0].ref
    act = services.Act("合成示例〔2026〕3号", "0" * 64)
    target = services.Target(ref, withdrawn.document)
    services.withdraw(target, "数据错误", act, TODAY, envelope("310000", "officer"), today=TODAY)
    told = adverse_counts(list(refs()), TODAY, rules())
    assert told == counts(TODAY)
    for day in (date(2027, 6, 1), date(2031, 1, 1)):
        assert adverse_counts(list(refs()), day, rules()) == counts(day)


def counts(day: date) -> dict[bytes, int]:
    return {ref: count for ref, code in refs().items() if (count := shown(code, day))}
