"""What the site tells everybody, kept in a file here: what may be shown of each organisation, and how far.

Clause  S30. SQLite. A page is applied whole or not at all, together with the place where the next one
begins; applying it twice changes nothing. Taking everything anew is prepared beside and takes its place
at once. What has run out by the calendar is not given out, and removed with the next page.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from creditdelta.client.lines import digest, kept

Json = dict[str, Any]
AT_ONCE = 1_000
_TABLES = """
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS organisation (
    id TEXT PRIMARY KEY, subject TEXT, number INTEGER NOT NULL, leaf TEXT NOT NULL, line TEXT NOT NULL,
    ends TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS organisation_subject ON organisation (subject);
CREATE INDEX IF NOT EXISTS organisation_ends ON organisation (ends);
CREATE INDEX IF NOT EXISTS organisation_number ON organisation (number);
CREATE TABLE IF NOT EXISTS arriving AS SELECT * FROM organisation WHERE 0;
"""
_PUT = "INSERT OR REPLACE INTO organisation VALUES (?, ?, ?, ?, ?, ?)"
_ARRIVE = "INSERT INTO arriving VALUES (?, ?, ?, ?, ?, ?)"


class Gap(ValueError):
    """A page does not begin where the one before ended, or what came is not whole."""


@dataclass(frozen=True, slots=True)
class Held:
    """What is kept of one organisation. `day`: the day it is true for."""

    subject: str | None
    number: int
    day: str
    records: list[Json]


class Mirror:
    """A file with what the site tells."""

    def __init__(self, path: Path) -> None:
        self._file = sqlite3.connect(path, isolation_level=None)
        self._file.execute("PRAGMA journal_mode=WAL")
        self._file.execute("PRAGMA synchronous=FULL")
        self._file.executescript(_TABLES)

    def close(self) -> None:
        """Give the file back."""
        self._file.close()

    def value(self, name: str) -> str:
        """Something that is remembered by name, "" where nothing is."""
        row = self._file.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def remember(self, **values: str) -> None:
        """Remember something by name."""
        rows = list(values.items())
        self._file.executemany("INSERT OR REPLACE INTO state VALUES (?, ?)", rows)

    def apply(self, page: Json, *, today: date) -> int:
        """Take over a page; how many organisations it told of. Raises `Gap`."""
        if self.value("through") != str(page["after"]):
            raise Gap(f"{self.value('through')} is followed by {page['after']}")
        with self._whole():
            for line in page["items"]:
                self._put(line)
            self._remember_place(page, today)
            self._drop_ended(str(page["day"]))
        return len(page["items"])

    def take_over(self, lines: Iterable[Json], *, today: date) -> int:
        """Take everything anew: a head, a line for each organisation, an end with the digest; `Gap`."""
        self._file.execute("DELETE FROM arriving")
        head: Json | None = None
        end: Json | None = None
        some: list[tuple[Any, ...]] = []
        for line in lines:
            if head is None:
                head = line
            elif "digest" in line:
                end = line
            else:
                some.append(_row(line))
            if len(some) >= AT_ONCE:
                self._arrive(some)
                some = []
        self._arrive(some)
        if head is None or end is None:
            raise Gap("broken off")
        if self._digest("arriving", str(head["day"])) != end["digest"]:
            raise Gap("digest")
        with self._whole():
            self._file.execute("DELETE FROM organisation")
            self._file.execute("INSERT INTO organisation SELECT * FROM arriving")
            self._file.execute("DELETE FROM arriving")
            self._remember_place(head, today)
        return int(end["organisations"])

    def day(self, today: date) -> str:
        """The day of the site: as it last said, and as many days later as passed here since."""
        said, heard = self.value("day"), self.value("heard_on")
        if not said:
            return today.isoformat()
        passed = max((today - date.fromisoformat(heard)).days, 0)
        return (date.fromisoformat(said) + timedelta(passed)).isoformat()

    def stale(self, today: date) -> bool:
        """Whether the rules are others by now, so that everything must be taken anew."""
        until = self.value("rules_until")
        return bool(until) and self.day(today) > until

    def show(self, subject: str, today: date) -> Held | None:
        """What is kept of the organisation of a code, as it may be shown on a day."""
        found = self._file.execute(
            "SELECT number, line FROM organisation WHERE subject = ?", (subject,)
        ).fetchone()
        day = self.day(today)
        content = kept(json.loads(found[1]), day) if found else b""
        return Held(subject, found[0], day, json.loads(content)["records"]) if content else None

    def digest(self, today: date) -> str:
        """The digest of everything kept; the site's is the same where nothing was missed."""
        return self._digest("organisation", self.day(today))

    def numbers(self, after: int, before: int, most: int) -> list[tuple[int, str]]:
        """Some numbers and leaves that were told, lowest first; raises `Gap` where one has two leaves."""
        found: list[tuple[int, str]] = self._file.execute(
            "SELECT DISTINCT number, leaf FROM organisation WHERE number > ? AND number < ?"
            " ORDER BY number LIMIT ?",
            (after, before, most),
        ).fetchall()
        if len({number for number, _ in found}) < len(found):
            raise Gap("two leaves of one number")
        return found

    def count(self) -> int:
        """How many organisations are kept."""
        return int(self._file.execute("SELECT count(*) FROM organisation").fetchone()[0])

    def _put(self, line: Json) -> None:
        row = _row(line)
        older = self._file.execute(
            "SELECT number FROM organisation WHERE id = ?", (row[0],)
        ).fetchone()
        if older and older[0] > line["number"]:
            return  # a page that came late
        if line["records"]:
            self._file.execute(_PUT, row)
        else:
            self._file.execute("DELETE FROM organisation WHERE id = ?", (row[0],))

    def _arrive(self, some: list[tuple[Any, ...]]) -> None:
        with self._whole():
            self._file.executemany(_ARRIVE, some)

    def _remember_place(self, told: Json, today: date) -> None:
        self.remember(
            through=str(told["through"]), next=str(told["next"]), day=str(told["day"]),
            rules=str(told["rules"]), rules_until=str(told["rules_until"] or ""),
            heard_on=today.isoformat(),
        )  # fmt: skip

    def _drop_ended(self, day: str) -> None:
        ended = self._file.execute(
            "SELECT line FROM organisation WHERE ends < ? LIMIT ?", (day, AT_ONCE)
        ).fetchall()
        for (text,) in ended:
            line = json.loads(text)
            content = kept(line, day)
            line["records"] = json.loads(content)["records"] if content else []
            self._put(line)

    def _digest(self, table: str, day: str) -> str:
        rows = self._file.execute(f"SELECT line FROM {table} ORDER BY id")  # noqa: S608  # nosec B608 # one of our two
        return digest(kept(json.loads(line), day) for (line,) in rows)

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """All of it or nothing, whenever the process is killed."""
        self._file.execute("BEGIN IMMEDIATE")
        with self._file:
            yield


def _row(line: Json) -> tuple[Any, ...]:
    ends = [one["public_until"] for one in line["records"] if one["public_until"]]
    kept_line = {name: value for name, value in line.items() if name != "withdrawn"}
    text = json.dumps(kept_line, ensure_ascii=False, separators=(",", ":"))
    return line["id"], line["subject"], line["number"], line["leaf"], text, min(ends, default=None)
