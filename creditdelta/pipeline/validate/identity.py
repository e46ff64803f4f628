"""Does a row say which organisation it is about? Without any of its numbers no record can be kept.

Clause  S31; identity of a record: the standard's natural key.
Data    `natural_key` and the column types of the standard.
Pure    reads the judgements of single columns.
"""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from creditdelta.pipeline.validate.columns import Judged
from creditdelta.pipeline.validate.marks import MISSING, NEEDED
from creditdelta.pipeline.validate.plan import Plan
from creditdelta.pipeline.validate.rows import Contradiction, empty

# Before the unified code these told one organisation from another, and still lead to it.
_OLDER_NUMBERS = ("organisation_code", "registration_number", "tax_number")


def nameless(
    plan: Plan, columns: Mapping[str, pa.Array], judged: Mapping[str, Judged]
) -> list[Contradiction]:
    """Rows whose part of the key is empty though no other rule asked for it, as in older forms."""
    older = [rule.column.code for rule in plan.columns if rule.column.type in _OLDER_NUMBERS]
    found = []
    for rule in plan.columns:
        code = rule.column.code
        if code not in plan.standard.natural_key:
            continue
        rows = empty(columns[code]) & (judged[code].mask & np.uint32(MISSING | NEEDED) == 0)
        if rule.column.type == "uscc" and rows.any():
            for name in older:
                rows &= empty(columns[name])
        if rows.any():
            found.append(Contradiction(code, "", "CD-KEY-002", rows))
    return found
