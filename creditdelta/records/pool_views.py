"""What may an analyst ask of the pool, and how does a question see only what counts?

Clause  S34; docs/decisions/0011. One view for each kind of record: the statement that speaks for each
record whose submission is closed and which nothing has closed, with the organisation it stands for
today. Links are read at the moment of asking, so that a judgement or its undoing shows at once and
no part is written again. Columns about persons and internal ones are not in what is read at all.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds

from creditdelta.journal.database import connection
from creditdelta.journal.home import home
from creditdelta.pipeline import pool
from creditdelta.pipeline.ledger_rows import DATES, ID, WITHDRAWAL
from creditdelta.records.models import Part
from creditdelta.records.question import INNER, kinds_asked
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.standards import Standard
from creditdelta.subjects import sql
from creditdelta.subjects.models import Delivery
from creditdelta.subjects.rules import SOLE_TRADER

CODE_LENGTH = 18
ROWS_AT_ONCE = 16_384
ADDED = ("uscc", "region", "delivery", "waiting")
_LEDGER = pa.schema(
    [
        ("_ref", ID), ("_scheme", pa.string()), ("_code", pa.string()), ("_document", ID),
        ("_version", ID), ("_authority", pa.string()), ("_delivery", pa.int32()), ("_salt", ID),
        ("_name_key", ID), *((f"_{name}", pa.date32()) for name in DATES),
    ]
)  # fmt: skip
_LINKS = """
SELECT linked.ref, linked.subject, u.code FROM (
    SELECT r.ref, {subject} AS subject FROM subjects_reference r WHERE r.scheme <> 'uscc'
) linked JOIN subjects_reference u ON u.ref = linked.subject
"""
_CLOSED = """
SELECT DISTINCT COALESCE({subject}, c.ref), c.document FROM records_closure c
LEFT JOIN subjects_reference r ON r.ref = c.ref
LEFT JOIN subjects_delivery e ON e.id = c.delivery WHERE {closing}
"""
_NAMED = """
SELECT DISTINCT n.ref, n.name_key {evidence}
UNION SELECT j.other, j.ref FROM subjects_judgement j WHERE j.kind = 'name' AND {standing}
"""
# Which statement speaks is what records/rules.py says: one whose name fits, of the deciding
# authority's own province, then the latest by the supplier's time, batch and version.
SPEAKING = f"""
WITH told AS (
    SELECT s.*, COALESCE(l.subject, s._ref) AS _subject,
        CASE WHEN s._scheme = 'uscc' THEN s._code ELSE l.uscc END AS uscc,
        d.region AS region, s._delivery AS delivery, d.issued_at AS _issued, d.batch AS _batch
    FROM ({{rows}}) s
    JOIN {INNER}delivery d ON d.id = s._delivery
    LEFT JOIN {INNER}link l ON l.ref = s._ref
    WHERE s._salt IS NOT NULL
), judged AS (
    SELECT told.*, _confirms OR _name_key IS NULL OR EXISTS (SELECT 1 FROM {INNER}named n
            WHERE n.subject = told._subject AND n.name_key = told._name_key) AS _fits,
        _confirms OR EXISTS (SELECT 1 FROM {INNER}named k WHERE k.subject = told._subject) AS _known
    FROM told
)
SELECT uscc, region, delivery, NOT (_fits AND _known) AS waiting, {{columns}} FROM judged
WHERE NOT EXISTS (SELECT 1 FROM {INNER}closed c
                  WHERE c.subject = judged._subject AND c.document = judged._document)
QUALIFY row_number() OVER (PARTITION BY _subject, _document ORDER BY _fits DESC,
    length(_authority) = {CODE_LENGTH} AND substr(_authority, 3, 2) = substr(region, 1, 2) DESC,
    _issued DESC, _batch DESC, _version DESC
) = 1
"""  # noqa: S608  # nosec B608 # columns and kinds of the rulebook


def askable() -> dict[str, tuple[str, ...]]:
    """Every kind of record that may be asked for, and its columns."""
    found: dict[str, dict[str, None]] = {}
    for item in standards().values():
        if item.kind != WITHDRAWAL:  # it names records that are closed
            shown = found.setdefault(item.kind, dict.fromkeys(ADDED))
            shown.update(dict.fromkeys(shown_columns(item)))
    return {kind: tuple(columns) for kind, columns in sorted(found.items())}


def shown_columns(standard: Standard) -> tuple[str, ...]:
    """The standard's columns that say nothing of a person and are meant for others."""
    columns = (column.code for column in standard.columns if column.privacy == "public")
    return tuple(code for code in columns if code not in ADDED)


@contextmanager
def asked(text: str, *, memory_mb: int) -> Iterator[pa.RecordBatchReader]:
    """The answer to a question, as it stands now; raises `NotAQuestion` and `duckdb.Error`."""
    kinds = kinds_asked(text, askable())
    with pool_reader(kinds, memory_mb=memory_mb) as reader:
        for kind in kinds:
            reader.execute(f"CREATE VIEW {kind} AS {speaking(kind, _columns(kind))}")
        reader.execute("SET enable_external_access=false")
        reader.execute("SET lock_configuration=true")
        yield reader.sql(text).to_arrow_reader(pool.GROUP_ROWS)


@contextmanager
def pool_reader(
    kinds: Sequence[str], *, memory_mb: int, spill: Path | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A reader in which `speaking` may be asked of the kinds. `spill`: where more than memory may lie."""
    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": f"{memory_mb}MB",
        "threads": 2,
        "temp_directory": str(spill or ""),
        "python_enable_replacements": False,
        "autoload_known_extensions": False,
        "autoinstall_known_extensions": False,
    }
    with duckdb.connect(":memory:", config=settings) as reader:
        _register(reader, kinds)
        yield reader


def speaking(kind: str, columns: str, marks: str = "") -> str:
    """The query of what speaks for each record of a kind and is not closed, with some columns.

    Beside the standards' own columns: `_subject`, `_standard`, `_severity`, `_authority` and the days.
    `marks`: columns reckoned for every statement, so that long texts need not be carried to its end.
    """
    rows = " UNION ALL BY NAME ".join(
        f"SELECT *, {item.confirms} AS _confirms, '{item.id}' AS _standard,"  # noqa: S608  # nosec B608 # kinds of the rulebook
        f" {_severity(item)} AS _severity FROM {_relation(item)}"
        for item in _standards_of(kind)
    )
    if marks:
        rows = f"SELECT *, {marks} FROM ({rows})"  # noqa: S608  # nosec B608 # of the rulebook's criteria
    return SPEAKING.format(rows=rows, columns=columns)


def _severity(item: Standard) -> str:
    return f'"{item.role.severity}"' if item.role.severity else "''"


def _standards_of(kind: str) -> list[Standard]:
    return [one for one in standards().values() if one.kind == kind]


def _relation(item: Standard) -> str:
    return f"{INNER}{item.id.replace('/', '_')}"


def _register(reader: duckdb.DuckDBPyConnection, kinds: Sequence[str]) -> None:
    reader.register(f"{INNER}delivery", _deliveries())
    subject = sql.subject("r.ref", "r.scheme")
    relations = {
        "link": _table(_LINKS.format(subject=subject), ref=ID, subject=ID, uscc=pa.string()),
        "closed": _table(
            _CLOSED.format(subject=subject, closing=sql.closing("c", "e")), subject=ID, document=ID
        ),
        "named": _table(
            _NAMED.format(evidence=sql.evidence("subjects_name", "n"), standing=sql.standing("j")),
            subject=ID,
            name_key=ID,
        ),
    }
    for name, table in relations.items():
        reader.register(f"{INNER}{name}", table)
    parts = defaultdict(list)
    for address, standard in Part.objects.values_list("address", "standard"):
        parts[standard].append(str(pool.path_of(home() / "pool", address)))
    for item in (one for kind in kinds for one in _standards_of(kind)):
        reader.register(_relation(item), _rows(item, parts[item.id]))


def _rows(standard: Standard, files: list[str]) -> pa.Table | ds.Dataset:
    """The rows of a standard: the ledger's columns and those that are shown, no others."""
    shown = [(code, pa.string()) for code in shown_columns(standard)]
    schema = pa.schema([*_LEDGER, *(pa.field(*one) for one in shown)])
    return ds.dataset(files, schema=schema, format="parquet") if files else schema.empty_table()


def _columns(kind: str) -> str:
    names = {item.role.name for item in standards().values() if item.kind == kind}
    return ", ".join(
        f'CASE WHEN uscc NOT LIKE \'{SOLE_TRADER}%\' THEN "{code}" END AS "{code}"'
        if code in names
        else f'"{code}"'
        for code in askable()[kind]
        if code not in ADDED
    )


def _deliveries() -> pa.Table:
    text = pa.string()
    kinds = {
        "id": pa.int32(),
        "region": text,
        "issued_at": pa.timestamp("us", "UTC"),
        "batch": text,
    }
    return _arrow(list(Delivery.objects.filter(closed=True).values_list(*kinds)), kinds)


def _table(statement: str, **kinds: pa.DataType) -> pa.Table:
    """The rows of a statement, laid out as they come: there may be millions."""
    with connection().cursor() as cursor:
        cursor.execute(statement)
        found = [_arrow([], kinds)]
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            found.append(_arrow([tuple(map(_plain, row)) for row in rows], kinds))
        return pa.concat_tables(found)


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


def _arrow(rows: list[tuple[object, ...]], kinds: dict[str, pa.DataType]) -> pa.Table:
    columns = zip(*rows, strict=True) if rows else ([] for _ in kinds)
    return pa.table(
        {
            name: pa.array(column, kind)
            for (name, kind), column in zip(kinds.items(), columns, strict=True)
        }
    )
