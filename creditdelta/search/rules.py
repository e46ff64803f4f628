"""What is an entry's static rank, in what order do hits stand, which characters matched?

Clause  S27, S34.
Pure    values in, values out.

The static rank is the entry's id: the length of its name in the high bits, then a keyed hash. It is the
same in every database with the same key, so both kinds of database cut a long answer at the same place.
"""

from typing import NamedTuple

from creditdelta.kernel.keyed import opaque
from creditdelta.kernel.names.normal_form import fold
from creditdelta.kernel.names.places import leading_places
from creditdelta.kernel.names.words import NameWords
from creditdelta.search.initials import sounding

HASH_BITS = 52
LONGEST = 255
TIER_BITS = 2  # of the hash, for each length of name
SHORTEST_TIER, LENGTHS = 4, 32
TIERS = LENGTHS << TIER_BITS

Span = tuple[int, int]
WHOLE, BEGINS, TRADE_NAME, INSIDE = 0, 1, 2, 3
FACETS = ("province", "city", "section", "life", "form")


class Entry(NamedTuple):
    """A name in the index and what it may be filtered by; `core`: where its trade name begins.

    A tuple, because a thousand are made for one answer.
    """

    id: int
    ref: bytes
    name: str
    normal: str
    initials: str
    core: int
    former: bool
    province: str
    city: str
    section: str
    life: str
    form: str

    @property
    def facets(self) -> tuple[str, str, str, str, str]:
        """The values of `FACETS`, in their order."""
        return self.province, self.city, self.section, self.life, self.form


def ranked_id(key: bytes, ref: bytes, normal: str, attempt: int = 0) -> int:
    """The static rank of a name of an organisation; another `attempt` where the place is taken."""
    said = opaque(key, "search", (ref.hex(), normal, str(attempt)))
    low = int.from_bytes(said[:8], "big") >> (64 - HASH_BITS)
    return min(len(normal), LONGEST) << HASH_BITS | low


def tier_of(rank: int) -> int:
    """To which of the `TIERS` steps of rank an id belongs; never less for a greater id."""
    length = (rank >> HASH_BITS) - SHORTEST_TIER
    if length < 0:
        return 0
    if length >= LENGTHS:
        return TIERS - 1
    return length << TIER_BITS | (rank >> (HASH_BITS - TIER_BITS)) & ((1 << TIER_BITS) - 1)


class Match(NamedTuple):
    """How an entry matched. Sorted, the best stands first: by the name itself, how well, where, current
    before former, static rank."""

    typed_letters: bool  # by the initials and not by the name
    level: int
    place: int  # of the match inside the name, where it neither begins it nor its trade name
    former: bool
    id: int


def by_name(entry: Entry, wanted: str, parts: tuple[str, ...]) -> Match:
    """How a name that holds all `parts` matched; `wanted` is all of them together."""
    normal = entry.normal
    at = normal.find(wanted)
    if at < 0:
        place = LONGEST + min(normal.find(part) for part in parts)
        return Match(False, INSIDE, place, entry.former, entry.id)
    if not at:
        level = WHOLE if len(normal) == len(wanted) else BEGINS
        return Match(False, level, 0, entry.former, entry.id)
    if at == entry.core:
        return Match(False, TRADE_NAME, 0, entry.former, entry.id)
    return Match(False, INSIDE, at, entry.former, entry.id)


def by_letters(entry: Entry, wanted: str) -> Match:
    """How a name whose initials hold `wanted` matched."""
    ways = entry.initials.split(" ")
    at = min(place for place in (way.find(wanted) for way in ways) if place >= 0)
    if not at:
        level = WHOLE if len(ways[0]) == len(wanted) else BEGINS
        return Match(True, level, 0, entry.former, entry.id)
    before = entry.normal[: entry.core]
    core = entry.core if before.isalnum() else len(sounding(before))
    if at == core:
        return Match(True, TRADE_NAME, 0, entry.former, entry.id)
    return Match(True, INSIDE, at, entry.former, entry.id)


def core_of(normal: str, words: NameWords) -> int:
    """Where the trade name begins: behind the places a name opens with; 0 where it opens with none."""
    _, rest = leading_places(normal, words)
    return len(normal) - len(rest) if rest else 0


def name_spans(normal: str, parts: tuple[str, ...]) -> tuple[Span, ...]:
    """Where the parts stand in a name, the whole text first; no two overlap."""
    wanted = "".join(parts)
    at = normal.find(wanted)
    if at >= 0:
        return ((at, at + len(wanted)),)
    return _joined(sorted((normal.find(one), normal.find(one) + len(one)) for one in parts))


def letter_spans(entry: Entry, wanted: str) -> tuple[Span, ...]:
    """Which characters of the normal form the letters stand for."""
    at = min(way.find(wanted) for way in entry.initials.split(" ") if wanted in way)
    places = sounding(entry.normal)[at : at + len(wanted)]
    return _joined([(place, place + 1) for place in places])


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for begin, end in spans:
        if found and begin <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((begin, end))
    return tuple(found)


def as_written(
    name: str, normal: str, spans: tuple[Span, ...], words: NameWords
) -> tuple[Span, ...]:
    """The spans of the normal form as places of the name as written; none where they do not agree."""
    if name == normal:
        return spans
    owner: list[int] = []
    folded = ""
    for place, character in enumerate(name):
        piece = fold(character, words)
        folded += piece
        owner += [place] * len(piece)
    if not folded.startswith(normal):
        return ()
    return _joined([(owner[begin], owner[end - 1] + 1) for begin, end in spans])


def one_edit(ours: str, theirs: str) -> bool:
    """Whether one sign more, less, other or two neighbours in exchange makes two names equal.

    >>> one_edit("上海示例", "上海示列"), one_edit("上海示例", "上示海例"), one_edit("示例", "示例")
    (True, True, False)
    """
    if ours == theirs or abs(len(ours) - len(theirs)) > 1:
        return False
    short, long = sorted((ours, theirs), key=len)
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[at : at + 2][::-1] == long[at : at + 2]
    return short[at + 1 :] == long[at + 1 :] or (swapped and short[at + 2 :] == long[at + 2 :])


def moved(entry: Entry, attempt: int, key: bytes) -> Entry:
    """The entry at the next place of its rank, where another stands at its own."""
    return entry._replace(id=ranked_id(key, entry.ref, entry.normal, attempt))
