"""Who meets the criteria of the lists, asked of the whole pool at once: who would be affected?

Clause  S15, S17; threats T6, T7: a dry run comes first.
Data    the parts of the pool, the criteria of rulebook/sectors

One look at each kind of record marks the rows that any criterion counts; a criterion is then sets of
organisations. For one organisation finding.py gives the same answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from creditdelta.journal.database import writing
from creditdelta.lists.checks import home_of
from creditdelta.lists.finding import earliest
from creditdelta.lists.models import Candidate
from creditdelta.records.pool_views import askable, pool_reader, speaking
from creditdelta.records.work_folder import work_folder
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.criteria import Condition, Criterion, Finding
from creditdelta.rulebook.listings import criteria_on
from creditdelta.subjects.queries import portraits_of
from creditdelta.subjects.rules import province_of

MEMORY_MB = 2_048
ROWS_AT_ONCE = 5_000
_HITS = """
CREATE TABLE hits_{kind} AS
    SELECT _subject AS subject, uscc AS code, _document AS document, {marks} FROM ({told})
    WHERE NOT waiting AND uscc IS NOT NULL AND (_decided IS NULL OR _decided <= DATE '{day}')
    AND ({any})
"""
_FOUND = """
SELECT code, subject, list(document ORDER BY document) AS documents FROM {hits} WHERE {mark}
GROUP BY code, subject HAVING count(*) BETWEEN {least} AND {most}
"""
_SPOILT = """
SELECT subject FROM {hits} WHERE {mark} GROUP BY subject HAVING count(*) > {most}
"""
_COUNTED = "SELECT subject, document FROM {hits} WHERE {mark}"
_MEETING = """
SELECT w0.code, w0.subject, list(DISTINCT d.document ORDER BY d.document) FROM {joined}
JOIN ({counted}) d ON d.subject = w0.subject WHERE true{without}
GROUP BY w0.code, w0.subject ORDER BY w0.code
"""
_MOST = 1 << 62


@dataclass(frozen=True, slots=True)
class Found:
    """An organisation that meets a criterion, by these records."""

    criterion: str
    code: str
    ref: bytes
    documents: tuple[bytes, ...]


def candidates(
    day: date, only: Sequence[str] = (), *, memory_mb: int = MEMORY_MB
) -> Iterator[Found]:
    """Everybody who meets a criterion on a day, by criterion and code. `only`: lists; () for all."""
    asked = {
        id: one for id, one in sorted(criteria_on(day).items()) if not only or one.list in only
    }
    marks = _marks(asked)
    known = askable()
    kinds = sorted({finding.kind for finding, _ in marks.values()})
    with (
        work_folder("reader") as spill,
        pool_reader(kinds, memory_mb=memory_mb, spill=spill) as reader,
    ):
        for kind in kinds:
            own = {mark: one for mark, (one, _) in marks.items() if one.kind == kind}
            reader.execute(_statement(kind, own, known[kind], day))
        for id, one in asked.items():
            reader.execute(_meeting(one, [mark for mark, (_, of) in marks.items() if of == id]))
            while rows := reader.fetchmany(ROWS_AT_ONCE):
                for code, ref, documents in rows:
                    yield Found(id, code, bytes(ref), tuple(map(bytes, documents)))


def _marks(asked: Mapping[str, Criterion]) -> dict[str, tuple[Finding, str]]:
    """A column for each finding of each criterion."""
    every = [(finding, id) for id, one in asked.items() for finding in one.findings]
    return {f"m{n}": one for n, one in enumerate(every)}


def _statement(kind: str, own: Mapping[str, Finding], shown: Sequence[str], day: date) -> str:
    asked = {name for one in own.values() for part in one.conditions for name in part.columns}
    lacking = asked - set(shown)
    if lacking:
        raise LookupError(f"{kind} has no column {min(lacking)}")
    marks = ", ".join(f"coalesce({_mark(one, day)}, false) AS {name}" for name, one in own.items())
    told = speaking(kind, ", ".join(("_subject", "_document", "_decided", *own)), marks)
    return _HITS.format(
        kind=kind, told=told, day=day.isoformat(), marks=", ".join(own), any=" OR ".join(own)
    )


def _mark(one: Finding, day: date) -> str:
    first = earliest(one, day, calendar())
    parts = [f"_decided >= DATE '{first.isoformat()}'"] if first is not None else []
    return " AND ".join([*parts, *map(_condition, one.conditions)]) or "true"


def _condition(one: Condition) -> str:
    tests = [
        f"contains(\"{column}\", '{word.replace(chr(39), chr(39) * 2)}')"
        for column in one.columns
        for word in one.words
    ] or [f'TRY_CAST("{column}" AS DECIMAL(38, 6)) >= {one.least}' for column in one.columns]
    return f"({' OR '.join(f'coalesce({test}, false)' for test in tests)})"


def _meeting(one: Criterion, marks: Sequence[str]) -> str:
    """Who is found by every finding that wants somebody, and by none too often; with all records counted."""
    pairs = list(zip(marks, one.findings, strict=True))
    wanted = [_found(mark, finding) for mark, finding in pairs if finding.least > 0]
    spoilt = [
        _SPOILT.format(hits=f"hits_{finding.kind}", mark=mark, most=finding.most)
        for mark, finding in pairs
        if finding.least == 0 and finding.most is not None
    ]
    counted = [_COUNTED.format(hits=f"hits_{one.kind}", mark=mark) for mark, one in pairs]
    joined = " JOIN ".join(
        f"({found}) w{n}" + (" USING (subject)" if n else "") for n, found in enumerate(wanted)
    )
    without = "".join(f" AND w0.subject NOT IN ({part})" for part in spoilt)
    return _MEETING.format(joined=joined, counted=" UNION ".join(counted), without=without)


def _found(mark: str, finding: Finding) -> str:
    most = _MOST if finding.most is None else finding.most
    return _FOUND.format(hits=f"hits_{finding.kind}", mark=mark, least=finding.least, most=most)


def keep(day: date) -> int:
    """Ask the pool and keep the answer for the pages; returns how many candidates there are."""
    told = list(candidates(day))
    parts = (told[at : at + ROWS_AT_ONCE] for at in range(0, len(told), ROWS_AT_ONCE))
    found = [row for part in parts for row in _rows(part, day)]
    with writing():
        Candidate.objects.all().delete()
        Candidate.objects.bulk_create(found, batch_size=ROWS_AT_ONCE)
    return len(found)


def _rows(part: Sequence[Found], day: date) -> Iterator[Candidate]:
    listed = criteria_on(day)
    portraits = portraits_of(sorted({one.ref for one in part}))
    for one in part:
        yield Candidate(
            criterion=one.criterion,
            list=listed[one.criterion].list,
            ref=one.ref,
            region=f"{province_of(one.code)}0000",
            division=home_of(portraits.get(one.ref), one.code),
            documents=b"".join(one.documents),
            found_on=day,
        )
