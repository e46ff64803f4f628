"""How does each kind of database keep the tokens of entries, and find the best that hold them all?

Clause  S27, S34.

SQLite    an FTS5 table without content, detail none: its row ids are the entries' ids, so rows come in
          order of rank and reading stops with the last one wanted.
PostgreSQL  a column of numbers with a GIN index. Numbers carry the step of rank, so the steps are gone
          through one by one, best first, and no list of a common pair is ever read whole.

Both hold what they find to the name itself: the answers are the same, whatever the tokens let through.
"""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from creditdelta.journal.database import connection, embedded
from creditdelta.search.rules import TIERS, Entry
from creditdelta.search.tokens import number, numbers, words_of
from creditdelta.subjects.queries import rows

COLUMNS = Entry._fields
_LISTED = ", ".join(f"e.{name}" for name in COLUMNS)
_EMBEDDED = f"""
SELECT {_LISTED} FROM search_token t JOIN search_entry e ON e.id = t.rowid
WHERE t.search_token MATCH %s AND {{verified}} ORDER BY t.rowid LIMIT %s
"""  # noqa: S608  # nosec B608 # names of our own
_SERVER = f"""
SELECT {_LISTED} FROM generate_series(0, {TIERS - 1}) t(step), LATERAL (
    SELECT * FROM search_entry e WHERE e.tokens @> ARRAY[{{numbers}}] AND {{verified}}
    ORDER BY e.id + 0 LIMIT %s) e LIMIT %s
"""  # noqa: S608  # nosec B608 # names of our own; + 0: by the index of tokens, never along the keys
_INDEX = "search_entry_tokens"
_INSERT = f"""
INSERT INTO search_entry ({", ".join(COLUMNS)}, batch)
VALUES ({", ".join(["%s"] * len(COLUMNS))}, %s)
"""  # noqa: S608  # nosec B608 # names of our own
_COPY = f"COPY search_entry ({', '.join(COLUMNS)}, batch, tokens) FROM STDIN"
_WRITE = "INSERT INTO search_token(rowid, tokens) VALUES (%s, %s)"
_UNWRITE = "INSERT INTO search_token(search_token, rowid, tokens) VALUES ('delete', %s, %s)"


def prepare(on: BaseDatabaseWrapper) -> None:
    """Make what a migration of models cannot make."""
    with on.cursor() as cursor:
        if on.vendor == "sqlite":
            cursor.execute(
                "CREATE VIRTUAL TABLE search_token USING fts5"
                "(tokens, content='', detail='none', columnsize=0, tokenize='ascii')"
            )
        else:
            cursor.execute("ALTER TABLE search_entry ADD COLUMN tokens integer[] NOT NULL")


def emptied() -> None:
    """Take every entry out at once; on a server its index of tokens too, until `indexed`."""
    with connection().cursor() as cursor:
        cursor.execute("DELETE FROM search_entry")
        if embedded():
            cursor.execute("INSERT INTO search_token(search_token) VALUES ('delete-all')")
        else:
            cursor.execute(f"DROP INDEX IF EXISTS {_INDEX}")


def indexed() -> None:
    """Make a server's index of tokens where it is missing: once for a million rows is quickest."""
    if embedded() or rows("SELECT to_regclass(%s)", [_INDEX])[0][0] is not None:
        return
    with connection().cursor() as cursor:
        cursor.execute(f"CREATE INDEX IF NOT EXISTS {_INDEX} ON search_entry USING gin (tokens)")


def write(entries: Sequence[Entry], batches: Sequence[int]) -> None:
    """Put entries in, each with the piece of work it belongs to."""
    ordered = sorted(zip(entries, batches, strict=True), key=lambda pair: pair[0].id)
    if embedded():
        with connection().cursor() as cursor:
            cursor.executemany(_INSERT, [(*entry, batch) for entry, batch in ordered])
            cursor.executemany(_WRITE, [(entry.id, words_of(entry)) for entry, _ in ordered])
        return
    with connection().cursor() as cursor, cursor.copy(_COPY) as sink:
        for entry, batch in ordered:
            sink.write_row((*entry, batch, sorted(numbers(entry))))


def remove(entries: Sequence[Entry]) -> None:
    """Take entries out, which must be as they were written."""
    with connection().cursor() as cursor:
        if embedded():
            gone = [
                (entry.id, words_of(entry)) for entry in sorted(entries, key=lambda one: one.id)
            ]
            cursor.executemany(_UNWRITE, gone)
        cursor.executemany("DELETE FROM search_entry WHERE id = %s", [(one.id,) for one in entries])


def best(tokens: Sequence[str], verified: str, given: Sequence[object], most: int) -> list[Entry]:
    """The first entries by static rank that hold all tokens and are `verified`, at most `most`.

    `verified`: a condition on the entry `e`, with the values of its placeholders in `given`.
    """
    wanted = list(dict.fromkeys(tokens))
    if embedded():
        words = " AND ".join(f'"{token}"' for token in wanted)
        found = rows(_EMBEDDED.format(verified=verified), [words, *given, most])
    else:
        listed = ", ".join(f"{number(token)} + t.step" for token in wanted)
        statement = _SERVER.format(numbers=listed, verified=verified)
        found = rows(statement, [*given, most, most])
    return [entry_of(row) for row in found]


def entry_of(row: Sequence[Any]) -> Entry:
    """The entry of a row of `COLUMNS`."""
    return Entry._make((row[0], bytes(row[1]), *row[2:]))


def contains(column: str) -> str:
    """A condition that a column of the entry holds the text of its one placeholder."""
    return f"instr(e.{column}, %s) > 0" if embedded() else f"strpos(e.{column}, %s) > 0"


def begins(column: str) -> str:
    """The same, at its beginning."""
    return f"instr(e.{column}, %s) = 1" if embedded() else f"strpos(e.{column}, %s) = 1"
