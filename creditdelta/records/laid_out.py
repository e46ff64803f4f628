"""The rows of a part in the columns of the tables they go to.

Clause  S34. Pure: a part in, a batch for `staged` out. What a part tells is in the part: no rule is
asked, so that a rebuild in ten years lays out the same.
"""

from hashlib import blake2b

import pyarrow as pa
import pyarrow.compute as pc

from creditdelta.kernel.keyed import ID_BYTES
from creditdelta.pipeline.ledger_rows import BETWEEN, OLDER
from creditdelta.pipeline.pool import content_columns

ROW_BITS = 32
_SAME = ("ref", "scheme", "code", "document", "version", "name", "normal", "name_key", "authority")
_DATES = ("happened", "decided", "published", "ends", "publicity_ends")
_EVIDENCE = ("status", "division", "industry", "organisation_type")


def place_of(delivery: int, row: int) -> int:
    """The place of a statement: its submission and its row of the file."""
    return delivery << ROW_BITS | row


def is_evidence(part: pa.RecordBatch) -> bool:
    """Whether the rows tell about organisations themselves."""
    return "_status" in part.schema.names


def is_withdrawal(part: pa.RecordBatch) -> bool:
    """Whether the rows withdraw records."""
    return "_target" in part.schema.names


def laid_out(part: pa.RecordBatch, standard: str, delivery: int) -> pa.RecordBatch:
    """The part's rows as `staged` holds them; `standard` is its id, such as penalty/2018."""
    first = pa.scalar(delivery << ROW_BITS, pa.int64())
    rows = part.num_rows
    columns: dict[str, pa.Array] = {
        "place": pc.add(part.column("_row"), first),
        "delivery": pa.array([delivery] * rows, pa.int32()),
        "standard": pa.array([standard] * rows, pa.string()),
        "body": body(part),
        "salt": part.column("_salt"),
    }
    columns |= {name: part.column(f"_{name}") for name in _SAME}
    columns |= {f"{name}_on": _days(part, name) for name in _DATES}
    if is_evidence(part):
        columns |= {name: part.column(f"_{name}") for name in _EVIDENCE}
        columns["established_on"] = part.column("_established")
        for scheme in OLDER:
            columns[scheme] = part.column(f"_{scheme}")
            columns[f"{scheme}_ref"] = part.column(f"_{scheme}_ref")
    if is_withdrawal(part):
        columns |= {name: part.column(f"_{name}") for name in ("target", "successor", "ground")}
        columns["closed_on"] = part.column("_decided")
        columns["closure"] = _closures(part, delivery)
    return pa.record_batch(columns)


def _days(part: pa.RecordBatch, name: str) -> pa.Array:
    """A column of days; a part of the pool from before there was such a column names none."""
    column = f"_{name}"
    if column in part.schema.names:
        return part.column(column)
    return pa.nulls(part.num_rows, part.column("_decided").type)


def body(part: pa.RecordBatch) -> pa.StringArray:
    """The content of each row as one text; none where the same was said before."""
    cells = [part.column(code) for code in content_columns(part)]
    joined = pc.binary_join_element_wise(*cells, pa.scalar(BETWEEN, pa.string()))
    if "_again" not in part.schema.names:  # a part on its way in, not judged yet
        return joined
    return pc.if_else(part.column("_again"), pa.scalar("", pa.string()), joined)


def _closures(part: pa.RecordBatch, delivery: int) -> pa.Array:
    versions = part.column("_version").to_pylist()
    return pa.array([closure_id(version, delivery) for version in versions], pa.binary(ID_BYTES))


def closure_id(version: bytes, delivery: int) -> bytes:
    """An id of the telling of a withdrawal: two submissions may tell the same one."""
    return blake2b(version + delivery.to_bytes(4, "big"), digest_size=ID_BYTES).digest()
