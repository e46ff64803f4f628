"""What did a market reporter report, what of it stands, how often was it shown, what is left to spend?

Clause  S33. Verified: the organisation is confirmed, the name fits, nothing closed the record. Computed from
the rows that count, in the words of subjects/sql.py; several reports of one record are one.
"""

from dataclasses import dataclass
from datetime import date

from creditdelta.contributions.models import Spending
from creditdelta.contributions.rules import (
    Account,
    Ladder,
    Spend,
    account,
    ladder,
    lots,
    standing,
)
from creditdelta.pipeline.ledger_rows import WITHDRAWAL
from creditdelta.quality.queries import of_office
from creditdelta.quality.queries import sent as sent_by
from creditdelta.quality.rules import Counts, counts
from creditdelta.records.laid_out import ROW_BITS
from creditdelta.rulebook.offices import Office
from creditdelta.rulebook.reciprocity import Reciprocity, reciprocity_on, steps
from creditdelta.subjects import sql
from creditdelta.subjects.queries import marks, rows

# A submission's rows lie together: each is found by its places, not among all rows of the ledger.
_TOLD = f"""
SELECT s.document, s.name_key, {{subject}} AS subject, d.counted_on
FROM subjects_delivery d
JOIN records_statement s ON s.place >= CAST(d.id AS bigint) * {1 << ROW_BITS}
    AND s.place < (CAST(d.id AS bigint) + 1) * {1 << ROW_BITS}
JOIN subjects_reference r ON r.ref = s.ref
WHERE {{delivered}} AND d.region = %s AND d.source IN ({{sources}}) AND s.standard NOT LIKE '{WITHDRAWAL}/%%'
"""  # noqa: S608  # nosec B608 # names and figures of our own
_VERIFIED = """
SELECT t.subject, t.document, MIN(t.counted_on) AS counted_on FROM ({told}) t
WHERE t.subject IS NOT NULL AND {confirmed} AND {named} AND NOT EXISTS (
    SELECT 1 FROM records_closure c LEFT JOIN subjects_delivery e ON e.id = c.delivery
    WHERE c.ref = t.subject AND c.document = t.document AND {closing})
GROUP BY t.subject, t.document
"""
_MONTHS = """
SELECT substr(CAST(v.counted_on AS TEXT), 1, 7), count(*) FROM ({verified}) v GROUP BY 1
"""
_USED = """
SELECT count(*) FROM lookups_lookup l WHERE l.shown_at IS NOT NULL AND l.role <> 'market_reporter'
AND l.region = %s AND EXISTS (SELECT 1 FROM ({verified}) v WHERE v.subject = l.ref
    AND CAST(v.counted_on AS TEXT) <= substr(CAST(l.looked_at AS TEXT), 1, 10))
"""


@dataclass(frozen=True, slots=True)
class Contribution:
    """Everything of one market reporter. `used`: looks of officers that showed its records."""

    months: dict[str, Counts]  # what was reported, by the month of its issue
    verified: dict[str, int]  # records that stand, by the month in which they began to count
    spent: dict[str, int]
    standing: int
    account: Account
    ladder: Ladder
    figures: Reciprocity
    used: int


def contribution(office: Office, day: date) -> Contribution:
    """What a market reporter gave and what it earned, on a day; six statements."""
    sent = [one for _, one in sent_by(of_office(office), ())]
    verified, spends = verified_by_month(office), spends_of(office.id)
    figures = reciprocity_on(day)
    reached = standing(verified, day, figures)
    spent: dict[str, int] = {}
    for one in spends:
        spent[f"{one.on:%Y-%m}"] = spent.get(f"{one.on:%Y-%m}", 0) + one.units
    return Contribution(
        months={
            month: counts(one for one in sent if one.month == month)
            for month in sorted({one.month for one in sent})
        },
        verified=verified,
        spent=spent,
        standing=reached,
        account=account(lots(verified, reciprocity_on), spends, day),
        ladder=ladder(steps(day), reached),
        figures=figures,
        used=used(office),
    )


def verified_by_month(office: Office) -> dict[str, int]:
    """The records of a reporter that stand and are attached, by the month in which they began to count."""
    statement, given = _verified(office)
    found = rows(_MONTHS.format(verified=statement), given)
    return {month: int(count) for month, count in found}


def spends_of(office: str) -> list[Spend]:
    """What a reporter spent, day by day."""
    found = Spending.objects.filter(office=office).order_by("spent_on", "lookup")
    return [Spend(on, units) for on, units in found.values_list("spent_on", "units")]


def used(office: Office) -> int:
    """How often officers of its province looked at organisations about which its records stand.

    Looks that a law keeps secret are not counted before the organisation may know of them.
    """
    statement, given = _verified(office)
    return int(rows(_USED.format(verified=statement), [office.region, *given])[0][0])


def _verified(office: Office) -> tuple[str, list[str]]:
    sources = (*office.sources, office.id)
    told = _TOLD.format(
        subject=sql.subject("r.ref", "r.scheme"),
        delivered=sql.delivered("d"),
        sources=marks(sources),
    )
    statement = _VERIFIED.format(
        told=told,
        confirmed=sql.confirmed("t.subject"),
        named=sql.named("t.subject", "t.name_key"),
        closing=sql.closing("c", "e"),
    )
    return statement, [office.region, *sources]
