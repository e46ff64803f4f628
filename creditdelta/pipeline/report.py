"""What a check says of one file: exact totals, the first findings of each rule, and nothing forgotten.

Clause  S31, S75: rows = accepted + rejected, always shown.
"""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa

from creditdelta.kernel.errors import find
from creditdelta.pipeline import findings
from creditdelta.pipeline.recognise import Recognition
from creditdelta.pipeline.render import FIRST_OF_A_RULE
from creditdelta.pipeline.screen import PERSON_CODE, PERSON_ROW
from creditdelta.pipeline.validate.plan import Plan

Rule = tuple[str, str]  # catalogue code, heading


@dataclass(slots=True)
class Report:
    """The result of checking one file.

    `kept` holds the first 1,000 findings of each rule, in file order; `totals` counts all of them.
    `sheet` is the sheet of a workbook that was read. `unread` is the code that ended the reading
    early, "" when the whole file was read.
    """

    path: Path
    form: str = ""
    sheet: str = ""
    recognition: Recognition | None = None
    plan: Plan | None = None
    rows: int = 0
    rejected: int = 0
    unread: str = ""
    totals: Counter[Rule] = field(default_factory=Counter)
    kept: list[pa.RecordBatch] = field(default_factory=list)

    @property
    def accepted(self) -> int:
        """Rows without a finding of severity error."""
        return self.rows - self.rejected

    @property
    def ok(self) -> bool:
        """True when the whole file was read and nothing was refused."""
        whole = not self.unread and self.recognition is not None
        return whole and not any(find(code).severity == "error" for code, _ in self.totals)

    @property
    def persons(self) -> int:
        """Rows refused because they are about natural persons."""
        return sum(n for (code, _), n in self.totals.items() if code in (PERSON_ROW, PERSON_CODE))

    def add(self, found: pa.RecordBatch) -> None:
        """Count findings and keep the first of each rule."""
        if not found.num_rows:
            return
        wanted = np.zeros(found.num_rows, dtype=np.bool_)
        for code, heading, places in findings.by_rule(found):
            before = self.totals[code, heading]
            if before < FIRST_OF_A_RULE:
                wanted[places[: FIRST_OF_A_RULE - before]] = True
            self.totals[code, heading] += len(places)
        if wanted.any():
            self.kept.append(found.filter(pa.array(wanted)))

    def first(self) -> pa.RecordBatch:
        """The kept findings as one batch."""
        return findings.joined(self.kept)

    def by_code(self) -> list[tuple[str, int]]:
        """(catalogue code, findings), most frequent first."""
        counts: Counter[str] = Counter()
        for (code, _), count in self.totals.items():
            counts[code] += count
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
