"""Which offices keep lists on which the organisations of withdrawn records stand?

Clause  S31, S32. A listing may rest on what was withdrawn: its owner has to look, and is told.
"""

from collections import defaultdict

from creditdelta.intake.desk_events import WithdrawalTold
from creditdelta.intake.models import Submission
from creditdelta.intake.rules import LIST_SECTIONS
from creditdelta.pipeline.ledger_rows import WITHDRAWAL
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.reporters import office_of
from creditdelta.subjects import sql
from creditdelta.subjects.queries import marks, rows

# An organisation's records lie under its code and under every older number that leads to it.
_OWNERS = """
SELECT d.region, d.source, t.ref FROM (
    SELECT c.ref AS ref, c.ref AS under FROM records_closure c WHERE c.delivery = %s
    UNION SELECT i.ref, i.older FROM records_closure c
        JOIN subjects_identifier i ON i.ref = c.ref WHERE c.delivery = %s
    UNION SELECT j.other, j.ref FROM records_closure c
        JOIN subjects_judgement j ON j.other = c.ref AND j.kind = 'same' AND j.undone_on IS NULL
        WHERE c.delivery = %s
) t JOIN records_statement s ON s.ref = t.under JOIN subjects_delivery d ON d.id = s.delivery
WHERE s.standard IN ({lists}) AND {delivered} AND NOT EXISTS (
    SELECT 1 FROM records_closure x LEFT JOIN subjects_delivery e ON e.id = x.delivery
    WHERE x.ref = t.ref AND x.document = s.document AND {closing})
GROUP BY d.region, d.source, t.ref
"""


def told_of(submission: Submission) -> list[WithdrawalTold]:
    """Whom to tell of the records a submission withdrew; asked within `writing()` once it counts."""
    if not submission.standard.startswith(f"{WITHDRAWAL}/"):
        return []
    lists = sorted(id for id, item in standards().items() if item.section in LIST_SECTIONS)
    statement = _OWNERS.format(
        lists=marks(lists), delivered=sql.delivered("d"), closing=sql.closing("x", "e")
    )
    own = office_of(submission.region, submission.source)
    found: dict[str, set[bytes]] = defaultdict(set)
    for region, source, ref in rows(statement, [submission.pk] * 3 + lists):
        office = office_of(region, source)
        if office is not None and office != own:
            found[office.id].add(bytes(ref))
    return [WithdrawalTold(submission.pk, id, len(refs)) for id, refs in sorted(found.items())]
