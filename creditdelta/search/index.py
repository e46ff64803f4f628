"""Which names does the index hold for some organisations, and is it written as this release writes it?

Clause  S27, S34. The only writer of the slice's tables. What it writes follows from the evidence that
counts at that moment, so doing a piece twice, or late, leaves the same index.

Sole traders are left out here: nobody finds them by a name or letters, because they are not in it.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache, lru_cache
from hashlib import sha256

from creditdelta.journal.home import key
from creditdelta.journal.models import Cursor, Event
from creditdelta.journal.synthetic import business_day
from creditdelta.records.publishing import about
from creditdelta.rulebook.cities import city_code
from creditdelta.rulebook.industries import section_of
from creditdelta.rulebook.life import life_of
from creditdelta.rulebook.name_readings import readings
from creditdelta.rulebook.name_words import name_words
from creditdelta.search import engines
from creditdelta.search.initials import initials
from creditdelta.search.models import NearPart, State
from creditdelta.search.rules import Entry, core_of, moved, ranked_id
from creditdelta.subjects.queries import Row, codes_of, marks, portraits_of, rows
from creditdelta.subjects.rules import Portrait

PIECE = 3_000  # references at once: with former names and tokens far below 10,000 rows
NAME = "search"  # of the follower, and of the keyed ids
_FORM = "1"
_LISTED = ", ".join(f"e.{column}" for column in engines.COLUMNS)
_HELD = f"SELECT {_LISTED}, e.batch FROM search_entry e WHERE e.ref IN ({{refs}})"  # noqa: S608  # nosec B608 # names of our own
_NORMAL = "SELECT DISTINCT name, normal FROM subjects_name WHERE ref IN ({refs})"
_TAKEN = "SELECT id FROM search_entry WHERE id IN ({ids})"

Facets = tuple[str, str, str, str, str]
Borne = tuple[bytes, str]  # organisation, normal form of a name


def version() -> str:
    """What the form of the index depends on: this release's tokens, and the listed readings."""
    return f"{_FORM} {_readings()}"


@cache
def _readings() -> str:
    return sha256(repr(sorted(readings().items())).encode()).hexdigest()[:12]


def state() -> State:
    """The index as it is; a version of "" before it was ever made."""
    return State.objects.filter(pk=1).first() or State(id=1, version="", batch=0)


def anew() -> bool:
    """Empty an index that is written in another form, within `writing()`; whether it was."""
    if state().version == version():
        return False
    engines.emptied()
    NearPart.objects.all().delete()
    State.objects.update_or_create(pk=1, defaults={"version": version(), "batch": 0})
    return True


def behind(kinds: Iterable[str]) -> int:
    """How many events of these kinds the index has not followed yet."""
    events = Event.objects.filter(kind__in=list(kinds))
    cursor = Cursor.objects.filter(pk=NAME).first()
    if cursor is None or state().version != version():
        return events.count()
    unsealed = events.filter(number=None).count()
    return unsealed + events.filter(number__gte=cursor.number).count()


def bring_up(refs: Sequence[bytes]) -> None:
    """Let the index say of these organisations what the evidence says, within `writing()`."""
    held = _held(refs)
    wanted = _wanted(refs)
    changed, gone, batches = [], [], []
    for borne, (entry, batch) in held.items():
        now = wanted.pop(borne, None)
        if now is None:
            gone.append(entry)
        elif now[1:] != entry[1:]:
            gone.append(entry)
            changed.append(now._replace(id=entry.id))
            batches.append(batch)
    engines.remove(gone)
    new = _placed(list(wanted.values()))
    if not changed and not new:
        return
    now_batch = state().batch + 1
    engines.write([*changed, *new], [*batches, *[now_batch] * len(new)])
    if new:
        State.objects.filter(pk=1).update(batch=now_batch)


def _held(refs: Sequence[bytes]) -> dict[Borne, tuple[Entry, int]]:
    found: dict[Borne, tuple[Entry, int]] = {}
    for *values, batch in rows(_HELD.format(refs=marks(refs)), refs) if refs else ():
        entry = engines.entry_of(values)
        found[entry.ref, entry.normal] = entry, batch
    return found


def _wanted(refs: Sequence[bytes]) -> dict[Borne, Entry]:
    """Every name the organisations bear or bore; the present one where two are written alike."""
    codes = {ref: code for ref, (scheme, code) in codes_of(refs).items() if scheme == "uscc"}
    listed = [ref for ref in refs if ref in codes and about(codes[ref]) == "organisation"]
    normal: dict[str, str] = (
        dict(rows(_NORMAL.format(refs=marks(listed)), listed)) if listed else {}
    )
    secret, day = key("identity"), business_day()
    found: dict[Borne, Entry] = {}
    for ref, portrait in portraits_of(listed).items():
        facets = _facets(portrait, codes[ref], day)
        for name in (portrait.name, *portrait.former):
            form = normal.get(name, "")
            if form and (ref, form) not in found:
                former = name != portrait.name
                found[ref, form] = _entry(secret, ref, name, form, former, facets)
    return found


def _entry(
    secret: bytes, ref: bytes, name: str, normal: str, former: bool, facets: Facets
) -> Entry:
    rank, core = ranked_id(secret, ref, normal), core_of(normal, name_words())
    return Entry(rank, ref, name, normal, " ".join(initials(normal)), core, former, *facets)


def _facets(portrait: Portrait, code: str, day: date) -> Facets:
    """Province, city, section of industry, life and form, "" where nobody says."""
    division = portrait.division or code[2:8]
    life = _life(portrait.status, day)
    return division[:2], _city(division, day), _section(portrait.industry), life, code[:2]


@lru_cache(maxsize=256)
def _life(status: str, day: date) -> str:
    return life_of(status, day)


@lru_cache(maxsize=8192)
def _city(division: str, day: date) -> str:
    return city_code(division, day)


@lru_cache(maxsize=1024)
def _section(written: str) -> str:
    return section_of(written)


def _placed(new: list[Entry]) -> list[Entry]:
    """Each new entry at a rank where nobody stands."""
    placed: dict[int, Entry] = {}
    secret, attempt = key("identity"), 0
    while new:
        taken = _taken([entry.id for entry in new])
        again = []
        for entry in new:
            if entry.id in taken or entry.id in placed:
                again.append(moved(entry, attempt + 1, secret))
            else:
                placed[entry.id] = entry
        new, attempt = again, attempt + 1
    return list(placed.values())


def _taken(ranks: Sequence[int]) -> set[int]:
    return {rank for (rank,) in rows(_TAKEN.format(ids=marks(ranks)), ranks)}


def organisations(found: Iterable[Row]) -> list[bytes]:
    """The references of some rows, each once, in their order."""
    return list(dict.fromkeys(bytes(row[-1]) for row in found))
