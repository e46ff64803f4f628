"""Do the tables follow from the journal? Play it again beside the live ledger, and compare.

Clause  S71. The live ledger goes on meanwhile: it is compared as it stood at one moment, with the
events committed until then. No follower runs and nothing is recorded.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from django.core.management import call_command
from django.db import connections
from django.db.utils import load_backend

from creditdelta.journal.database import alias, on, writing
from creditdelta.journal.models import Event
from creditdelta.journal.services import seal
from creditdelta.journal.snapshot import snapshot
from creditdelta.project.registry import about, told_by
from creditdelta.project.settings import embedded
from creditdelta.project.table_digests import ledger_digest, table_digests
from creditdelta.records.content import for_rebuild
from creditdelta.records.work_folder import work_folder

BESIDE = "rebuild"
EVENTS_AT_ONCE = 500
Progress = Callable[[int, int], None]

# It is thrown away in the end: nothing needs to reach the disk.
_HASTY = "PRAGMA journal_mode=MEMORY;PRAGMA synchronous=OFF;PRAGMA temp_store=MEMORY"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The digests of the live ledger and of the one rebuilt, and how many events were played."""

    live: str
    rebuilt: str
    events: int
    differing: tuple[str, ...]  # names of tables

    @property
    def equal(self) -> bool:
        """Whether every table follows from the journal."""
        return self.live == self.rebuilt


def compare(progress: Progress | None = None) -> Comparison:
    """Rebuild everything in an embedded database beside the live one, and compare table by table."""
    live = alias()
    with snapshot():
        last = _last(live)
        here = table_digests()
    seal()
    with for_rebuild(), empty_ledger(), on(BESIDE):
        count = replay(live, last, progress)
        there = table_digests()
    differing = tuple(sorted(name for name in here if here[name] != there[name]))
    return Comparison(ledger_digest(here), ledger_digest(there), count, differing)


def rebuilt(progress: Progress | None = None) -> tuple[str, int]:
    """(digest of what the sealed journal gives, events played)."""
    live = alias()
    seal()
    with for_rebuild(), empty_ledger(), on(BESIDE):
        count = replay(live, _last(live), progress)
        return ledger_digest(table_digests()), count


def _last(live: str) -> int:
    places = Event.objects.using(live).order_by("-place").values_list("place", flat=True)
    return places.first() or 0


def replay(live: str, last: int, progress: Progress | None = None) -> int:
    """Apply the sealed events of the `live` database up to the place `last` to the chosen one."""
    sealed = Event.objects.using(live).filter(number__isnull=False, place__lte=last)
    total, done = sealed.count(), 0
    while events := list(sealed.filter(number__gte=done).order_by("number")[:EVENTS_AT_ONCE]):
        for event in events:
            play(event)
        done = (events[-1].number or 0) + 1
        if progress is not None:
            progress(done, total)
    return total


def play(event: Event) -> None:
    """Apply one event as it was applied when it was recorded."""
    entry, told = told_by(event)
    with entry.prepare(told) if entry.prepare else nullcontext(), writing():
        entry.apply(told, about(event))


@contextmanager
def empty_ledger() -> Iterator[None]:
    """An empty embedded database under the name `BESIDE`; gone afterwards."""
    with work_folder("rebuild") as place:
        given = embedded(str(place / "ledger.sqlite3"))
        given["OPTIONS"]["init_command"] = _HASTY
        complete = connections.configure_settings({"default": given})["default"]
        backend = load_backend(complete["ENGINE"])
        connections[BESIDE] = backend.DatabaseWrapper(complete, BESIDE)
        try:
            lay_out()
            yield
        finally:
            connections[BESIDE].close()
            del connections[BESIDE]


def lay_out() -> None:
    """Make every table of the ledger under the name `BESIDE`, as the migrations say."""
    call_command("migrate", database=BESIDE, verbosity=0, interactive=False)
