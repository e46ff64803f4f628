"""What would the ledger say of rows that lie ready: known already, closed, waiting for their organisation?

Clause  S31, S3. Reads only; the same question is asked again when they are taken in.
"""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from creditdelta.intake.reading import Read, parts
from creditdelta.pipeline.ledger_rows import WITHDRAWAL
from creditdelta.records.classify import classify
from creditdelta.records.laid_out import laid_out
from creditdelta.records.staging import staged
from creditdelta.rulebook.records import standards

NOWHERE = 0  # no submission has this number


def foreseen(place: Path, read: Read) -> tuple[int, int, int]:
    """(duplicates, rows of closed records, rows that wait) among the good rows laid out in a folder."""
    standard = standards()[read.standard]
    withdraws = standard.kind == WITHDRAWAL
    seen = np.empty(0, dtype=np.uint64)
    good = fresh = closed = waiting = 0
    for _, part in parts(place, 1, read.parts):
        with staged(laid_out(part, standard.id, NOWHERE)):
            classes = classify(NOWHERE, confirms=standard.confirms, withdraws=withdraws)
        rows = part.column("_row").to_numpy()
        told = np.isin(rows, [*classes.duplicate, *classes.closed])
        marks, first = np.unique(_marks(part)[~told], return_index=True)
        new = ~np.isin(marks, seen, assume_unique=True)
        seen = np.concatenate([seen, marks[new]])
        good += part.num_rows
        fresh += int(new.sum())
        closed += len(classes.closed)
        waiting += int(np.isin(rows[~told][first[new]], list(classes.waiting)).sum())
    return good - fresh - closed, closed, waiting


def _marks(part: pa.RecordBatch) -> npt.NDArray[np.uint64]:
    """Half of each row's version: enough to tell the rows of one file apart."""
    versions = part.column("_version")
    pairs = np.frombuffer(versions.buffers()[1], dtype=np.uint64).reshape(-1, 2)
    return pairs[versions.offset : versions.offset + len(versions), 0]
