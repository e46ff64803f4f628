"""How many records may everybody see today, of which kind, by a place given for each organisation?

Clause  S2, S31. The gate is asked once for each group of records that it cannot tell apart (standard, class,
days, whether about a sole trader), never anew in words of SQL; what stands is counted from the pool. A
record that a decision closes on a later day counts as closed already.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import duckdb
import pyarrow as pa

from creditdelta.pipeline.ledger_rows import BETWEEN
from creditdelta.records.models import Part
from creditdelta.records.pool_views import CODE_LENGTH, askable, pool_reader, speaking
from creditdelta.records.publishing import Rules, Viewer, gate
from creditdelta.records.rules import Record, Statement
from creditdelta.rulebook.standards import Standard
from creditdelta.subjects.rules import SOLE_TRADER

MEMORY_MB = 1_024
_TABLE = """
CREATE TABLE standing (subject BLOB, uscc VARCHAR, standard VARCHAR, sole BOOLEAN, province VARCHAR,
    decided DATE, happened DATE, ended BOOLEAN, severity VARCHAR)
"""
_STANDING = f"""
INSERT INTO standing
SELECT _subject AS subject, uscc, standard, starts_with(uscc, '{SOLE_TRADER}') AS sole,
    CASE WHEN adverse THEN CASE WHEN length(_authority) = {CODE_LENGTH}
        THEN substr(_authority, 3, 2) ELSE substr(region, 1, 2) END END AS province,
    CASE WHEN adverse THEN coalesce(_decided, _published, _happened) END AS decided,
    CASE WHEN adverse THEN _happened END AS happened,
    CASE WHEN adverse THEN coalesce(least(_ends, _publicity_ends) < $day, false) END AS ended,
    CASE WHEN adverse THEN coalesce(_severity, '') END AS severity
FROM (SELECT *, list_contains($adverse, standard) AS adverse FROM ({{told}}))
WHERE NOT waiting AND coalesce(_decided <= $day, true)
"""  # noqa: S608  # nosec B608 # names and constants of our own
_TOLD = (
    "_subject, _standard AS standard, _authority, _severity, _decided, _published, _happened, _ends,"
    " _publicity_ends"
)
_GROUPS = """
CREATE TABLE grouped AS SELECT row_number() OVER () AS number, * FROM (
    SELECT DISTINCT standard, sole, province, decided, happened, ended, severity FROM standing)
"""
_SHOWN = """
CREATE TABLE shown AS SELECT s.subject, s.uscc, s.standard, s.sole FROM standing s JOIN grouped g ON
    s.standard = g.standard AND s.sole = g.sole AND s.province IS NOT DISTINCT FROM g.province
    AND s.decided IS NOT DISTINCT FROM g.decided AND s.happened IS NOT DISTINCT FROM g.happened
    AND s.ended IS NOT DISTINCT FROM g.ended AND s.severity IS NOT DISTINCT FROM g.severity
WHERE g.number IN (SELECT number FROM visible)
"""
_COUNTS = """
SELECT coalesce(p.place, '') AS place, s.standard, count(*) FROM shown s
LEFT JOIN place p ON p.subject = s.subject GROUP BY ALL ORDER BY ALL
"""
_RICHEST = """
SELECT uscc FROM shown WHERE NOT sole GROUP BY uscc
HAVING NOT bool_or(list_contains($adverse, standard)) ORDER BY count(*) DESC, uscc LIMIT $most
"""
_ADVERSE = """
SELECT DISTINCT uscc FROM shown
WHERE list_contains($adverse, standard) AND list_contains($codes, uscc)
"""


@dataclass(frozen=True, slots=True)
class Tally:
    """Records that everybody may see. `richest`: codes with most of them and nothing adverse."""

    counts: tuple[tuple[str, str, int], ...]  # place, standard, how many
    richest: tuple[str, ...]
    adverse: frozenset[str]  # of the codes asked about, those with something adverse in publicity


def tallied(
    places: pa.Table, day: date, rules: Rules, *, codes: Collection[str] = (), most: int = 20
) -> Tally:
    """Count by `places`, a table of `subject` (reference) and `place`; organisations without one: ""."""
    adverse = [item.id for item in rules.standards.values() if item.nature == "adverse"]
    kept = {name.partition("/")[0] for name in Part.objects.values_list("standard", flat=True)}
    kinds = [kind for kind in askable() if kind in kept]
    with pool_reader(kinds, memory_mb=MEMORY_MB) as reader:
        reader.execute(_TABLE)
        for kind in kinds:  # one after the other: each needs room for its own rows only
            told = speaking(kind, _TOLD)
            reader.execute(_STANDING.format(told=told), {"day": day, "adverse": adverse})
        reader.execute(_GROUPS)
        shown = pa.table({"number": pa.array(_visible(reader, day, rules), pa.int64())})
        reader.register("visible", shown)
        reader.execute(_SHOWN)
        reader.register("place", places)
        known = {"adverse": adverse}
        return Tally(
            tuple(reader.execute(_COUNTS).fetchall()),
            _codes(reader.execute(_RICHEST, {**known, "most": most}).fetchall()),
            frozenset(_codes(reader.execute(_ADVERSE, {**known, "codes": list(codes)}).fetchall())),
        )


def _codes(rows: Iterable[tuple[Any, ...]]) -> tuple[str, ...]:
    return tuple(code for (code,) in rows)


def _visible(reader: duckdb.DuckDBPyConnection, day: date, rules: Rules) -> list[int]:
    """The numbers of the groups that pass the gate; asked by nobody's code in particular."""
    everybody = Viewer(exact_code=False)
    gates = {
        sole: gate(f"{SOLE_TRADER if sole else '91'}{'0' * 16}", day, everybody, rules)
        for sole in (False, True)
    }
    found = []
    groups = reader.execute("SELECT * FROM grouped")
    while rows := groups.fetchmany(16_384):
        for number, standard, sole, *rest in rows:
            if not gates[sole](_record(rules.standards[standard], day, *rest)):
                found.append(number)
    return found


def _record(
    standard: Standard, day: date, province: str | None, decided: date | None,
    happened: date | None, ended: bool | None, severity: str | None,
) -> Record:  # fmt: skip
    """A record that stands for its group: the gate sees no difference between them."""
    said = Statement(
        place=0,
        document=b"",
        version=b"",
        standard=standard.id,
        authority="",
        region=f"{province or ''}0000",
        issued_at=datetime.min.replace(tzinfo=UTC),
        batch="",
        fits=True,
        happened_on=happened,
        decided_on=decided,
        ends_on=day - timedelta(days=1) if ended else None,
        body=_body(standard, severity or ""),
    )
    return Record(b"", said, (), "ended" if ended else "standing")


def _body(standard: Standard, severity: str) -> str:
    column = standard.role.severity
    return BETWEEN.join(severity if one.code == column else "" for one in standard.columns)
