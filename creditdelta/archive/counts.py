"""The counts that the indicators of codes and of what is sent are made of.

Clause  S29, S31. Names of the counts: rulebook/indicators/codes.toml.

Organisations are counted where their code was registered: by province and registering department.
What was sent is counted where it came from: by province and source. Only what counts is counted:
closed deliveries, evidence not withdrawn.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache

from creditdelta.archive.organisations import Organisation, organisations
from creditdelta.kernel.names.normal_form import read_notes
from creditdelta.pipeline.ledger_rows import OLDER
from creditdelta.rulebook.codes import classes
from creditdelta.rulebook.life import life_of
from creditdelta.rulebook.name_words import name_words
from creditdelta.subjects import sql
from creditdelta.subjects.queries import rows
from creditdelta.subjects.rules import Telling, province_of

Place = tuple[str, str]  # province (division code), department or source
Counts = Counter[tuple[str, str, str]]  # name of the count, province, department
ALIVE = "alive"
_SHARING = """
SELECT DISTINCT i.ref, k.ref FROM ({one}) i JOIN ({one}) k ON k.older = i.older AND k.ref <> i.ref
"""
_TELLS = "SELECT o.ref, o.older {evidence}"
_SUCCESSIONS = (
    "SELECT j.ref, j.other FROM subjects_judgement j WHERE j.kind = 'succeeds' AND {stands}"
)
_OLDER_RECORDS = """
SELECT region, source, led, count(*) FROM (
    SELECT d.region, d.source, CASE WHEN {subject} IS NULL THEN 0 ELSE 1 END AS led
    FROM records_statement s JOIN subjects_delivery d ON d.id = s.delivery
    JOIN subjects_reference r ON r.ref = s.ref WHERE {delivered} AND s.body <> '' AND r.scheme IN ({older})
) sent GROUP BY region, source, led
"""
_WITHOUT_CODE = """
SELECT r.ref, min(d.region) FROM subjects_reference r JOIN records_statement s ON s.ref = r.ref
JOIN subjects_delivery d ON d.id = s.delivery
WHERE {delivered} AND r.scheme IN ({older}) AND {subject} IS NULL
AND NOT EXISTS (SELECT 1 {owners} AND i.older = r.ref)
GROUP BY r.ref
"""


def identity_counts(day: date, passing: Iterable[Organisation] | None = None) -> Counts:
    """Organisations alive, those with a code, registrations whose code is not theirs alone.

    `passing`: every organisation, where somebody else counts along with them.
    """
    found: Counts = Counter()
    alive: dict[bytes, Place] = {}
    shared: set[bytes] = set()
    life = cache(life_of)
    for one in organisations() if passing is None else passing:
        if life(one.portrait.status, day) != ALIVE:
            continue
        alive[one.ref] = (f"{province_of(one.code)}0000", department(one.code))
        if borne_by_several(one.tellings):
            shared.add(one.ref)
    shared |= {ref for pair in _sharing() if pair <= alive.keys() for ref in pair}
    for ref, place in alive.items():
        for name in ("live_organisations", "live_organisations_with_valid_code"):
            found[name, *place] += 1
        found["live_registrations", *place] += 1
        found["registrations_with_duplicate_code", *place] += ref in shared
    for region in _without_code():
        found["live_organisations", region, ""] += 1
    return found


def department(code: str) -> str:
    """Which department registers organisations with such a code."""
    kind = classes().get(code[:2])
    return kind.department.zh if kind else ""


def borne_by_several(tellings: list[Telling]) -> bool:
    """Whether two registers, or one register in one issue, give one code to different names.

    A name that any telling calls a former one is the same organisation's.
    """
    latest: dict[str, tuple[object, ...]] = {}
    for one in tellings:
        latest[one.region] = max(latest.get(one.region, one.rank[:2]), one.rank[:2])
    last = [one for one in tellings if one.facts and one.rank[:2] == latest[one.region]]
    if len({name for one in last for name in one.names}) <= 1:
        return False
    former = {_normal(name) for one in tellings for name in one.former}
    return len({_normal(name) for one in last for name in one.names} - former) > 1


def _normal(name: str) -> str:
    return read_notes(name, name_words()).name


def _sharing() -> list[frozenset[bytes]]:
    """Pairs of organisations with one older number, those left out that succeed one another."""
    one = _TELLS.format(evidence=sql.evidence("subjects_identifier", "o"))
    pairs = {frozenset(map(bytes, pair)) for pair in rows(_SHARING.format(one=one))}
    told_apart = rows(_SUCCESSIONS.format(stands=sql.standing("j")))
    return sorted(pairs - {frozenset(map(bytes, pair)) for pair in told_apart}, key=sorted)


def _without_code() -> list[str]:
    """The region of each older number under which records came and which leads to no code."""
    statement = _WITHOUT_CODE.format(
        delivered=sql.delivered("d"),
        older=_listed(OLDER),
        subject=sql.subject("r.ref", "r.scheme"),
        owners=sql.evidence("subjects_identifier", "i"),
    )
    return [region for _, region in rows(statement)]


def mapping_counts() -> Counts:
    """Records sent under older numbers, and those of them that lead to one code."""
    statement = _OLDER_RECORDS.format(
        subject=sql.subject("r.ref", "r.scheme"),
        delivered=sql.delivered("d"),
        older=_listed(OLDER),
    )
    found: Counts = Counter()
    by_place: dict[Place, Counter[int]] = defaultdict(Counter)
    for region, source, led, count in rows(statement):
        by_place[region, source][led] += count
    for place, counted in by_place.items():
        found["records_under_older_numbers", *place] = counted.total()
        found["records_led_to_one_code", *place] = counted[1]
    return found


def _listed(schemes: tuple[str, ...]) -> str:
    return ", ".join(f"'{scheme}'" for scheme in schemes)
