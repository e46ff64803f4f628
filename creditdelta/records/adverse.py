"""How many adverse records of each of many organisations may anybody see today?

Clause  S34, S63. The gate of an archive, for as many as are given; the statements of `many.py`.
"""

from collections.abc import Sequence
from datetime import date

from creditdelta.records.many import Known, records_of_many
from creditdelta.records.publishing import Rules, Viewer, gate

ADVERSE = "adverse"


def adverse_counts(refs: Sequence[bytes], day: date, by: Rules) -> dict[bytes, int]:
    """By reference; those without any are left out."""
    found = {ref: _shown(known, day, by) for ref, known in records_of_many(refs, day=day).items()}
    return {ref: count for ref, count in found.items() if count}


def _shown(known: Known, day: date, by: Rules) -> int:
    why = gate(known.who.code, day, Viewer(), by)
    return sum(
        one.speaking is not None
        and by.standards[one.speaking.standard].nature == ADVERSE
        and not why(one)
        for one in known.records
    )
