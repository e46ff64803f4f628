"""From events to the tables of records; nothing else writes them."""

import pyarrow as pa
import pyarrow.compute as pc

from creditdelta.journal.database import connection
from creditdelta.pipeline.ledger_rows import BETWEEN, WITHIN
from creditdelta.records.laid_out import is_evidence, is_withdrawal, place_of
from creditdelta.records.models import Load, Part
from creditdelta.subjects import apply as subjects

_STATEMENTS = """
INSERT INTO records_statement
    (place, delivery, ref, document, version, name_key, standard, authority,
     happened_on, decided_on, published_on, ends_on, publicity_ends_on, salt, body)
SELECT place, delivery, ref, document, version, name_key, standard, authority,
       happened_on, decided_on, published_on, ends_on, publicity_ends_on, salt, body
FROM staged WHERE salt IS NOT NULL ORDER BY ref, document, place
"""
_WITHDRAWALS = """
INSERT INTO records_closure
    (id, ref, document, delivery, manner, ground, closed_on, successor, act_number, act_digest)
SELECT closure, ref, target, delivery, CASE WHEN successor IS NULL THEN 'withdrawn'
       ELSE 'replaced' END, ground, closed_on, successor, '', ''
FROM staged ORDER BY closure
"""


def load(delivery: int, number: int, part: pa.RecordBatch, address: str, root: bytes) -> None:
    """Take the rows of a part in; they are laid out as `staged` already."""
    add_statements()
    if is_withdrawal(part):
        with connection().cursor() as cursor:
            cursor.execute(_WITHDRAWALS)
    if is_evidence(part):
        subjects.add_evidence(former_names(delivery, part))
    Load.objects.create(
        delivery=delivery, part=number, address=address, row_count=part.num_rows, root=root
    )


def add_statements() -> None:
    """The staged rows become statements, and their codes known."""
    subjects.add_references()
    with connection().cursor() as cursor:
        cursor.execute(_STATEMENTS)


def add_part(address: str, standard: str, part: pa.RecordBatch, size: int, delivery: int) -> None:
    """A part of the pool counts from now on."""
    Part.objects.create(
        address=address,
        standard=standard,
        row_count=part.num_rows,
        byte_count=size,
        first_place=place_of(delivery, pc.min(part.column("_row")).as_py()),
    )


def former_names(delivery: int, part: pa.RecordBatch) -> list[subjects.Told]:
    """Every other name told in the part, as rows of the table of names."""
    columns = (part.column(name).to_pylist() for name in ("_row", "_ref", "_document", "_former"))
    found = []
    for row, ref, document, former in zip(*columns, strict=True):
        for told in filter(None, (former or "").split(BETWEEN)):  # an erased row tells nothing
            name, normal, key = told.split(WITHIN)
            place = place_of(delivery, row)
            found.append((place, delivery, ref, document, name, normal, bytes.fromhex(key)))
    return found
