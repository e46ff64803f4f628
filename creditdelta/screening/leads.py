"""To whom do the codes and names of many entries lead? A bounded number of statements for all of them.

Clause  S30, S27. The same look-ups as for one code or name (subjects/finding.py, search). Sole traders are
found by their own full code only. Whom no register confirms nobody is led to.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from creditdelta.journal.home import key
from creditdelta.kernel.identifiers import uscc
from creditdelta.kernel.keyed import opaque_many
from creditdelta.kernel.names.normal_form import read_notes
from creditdelta.kernel.names.words import NameWords
from creditdelta.pipeline.ledger_rows import SCHEMES, name_keys, plain_code
from creditdelta.records.publishing import about
from creditdelta.rulebook.codes import uscc_tables
from creditdelta.screening.rules import Entry, Leads
from creditdelta.search.near_names import SHORTEST
from creditdelta.search.near_parts import near_many
from creditdelta.search.rules import one_edit
from creditdelta.subjects import sql
from creditdelta.subjects.queries import Row, codes_of, marks, portraits_of, rows
from creditdelta.subjects.rules import SOLE_TRADER, Portrait

T = TypeVar("T")
NAMED_AT_ONCE = 2_000  # placeholders of one statement
MOST_READ = 200  # names one edit away that are held to a name
USCC = "uscc"
_IDENTITY = "identity"
_BY_REF = "SELECT r.ref, r.scheme, {subject} FROM subjects_reference r WHERE r.ref IN ({marks})"
_BY_NAME = """
SELECT n.name_key, n.ref {evidence} AND n.name_key IN ({marks})
AND r.code NOT LIKE '{sole}%%'
"""
_BY_RANK = "SELECT e.id, e.ref, e.normal, e.former FROM search_entry e WHERE e.id IN ({marks})"
_JOIN = "JOIN subjects_reference r ON r.ref = n.ref"


@dataclass(frozen=True, slots=True)
class Known:
    """The leads of each entry, and who those organisations are: code and portrait by reference."""

    leads: list[Leads]
    codes: dict[bytes, str]
    portraits: dict[bytes, Portrait]


@dataclass(frozen=True, slots=True)
class _Coded:
    """Whom a code means itself, and to whom it leads as an older number."""

    own: bytes | None
    older: tuple[bytes, ...]


def known(entries: Sequence[Entry], words: NameWords) -> Known:
    """To whom each entry leads."""
    codes = {one.code: uscc.compact(one.code) for one in entries if one.code}
    coded = _by_codes(set(codes.values()))
    near_codes = _near_codes(
        [plain for plain in set(codes.values()) if plain not in coded], key(_IDENTITY)
    )
    normals = {one.name: read_notes(one.name, words).name for one in entries if one.name}
    named = _by_names({normal for normal in normals.values() if normal})
    near = _near_names([one for one in set(normals.values()) if one not in named])
    found = [
        _leads(
            coded.get(codes.get(one.code, "")),
            near_codes.get(codes.get(one.code, ""), ()),
            named.get(normals.get(one.name, ""), ()),
            near.get(normals.get(one.name, ""), ()),
        )
        for one in entries
    ]
    return _confirmed(found, [normals.get(one.name, "") for one in entries], words)


def _leads(
    coded: _Coded | None,
    near_codes: tuple[bytes, ...],
    named: tuple[bytes, ...],
    near: tuple[bytes, ...],
) -> Leads:
    return Leads(
        exact=coded.own if coded else None,
        older=coded.older if coded else (),
        named=named,
        near_codes=near_codes,
        near_names=near,
    )


def _by_codes(plain: Collection[str]) -> dict[str, _Coded]:
    """What each code leads to; those that lead nowhere are left out."""
    asked = [(scheme, plain_code(code)) for code in plain for scheme in SCHEMES]
    refs = opaque_many(key(_IDENTITY), "reference", asked)
    statement = _BY_REF.replace("{subject}", sql.subject("r.ref", "r.scheme"))
    leads: dict[bytes, tuple[str, bytes | None]] = {}
    for ref, scheme, subject in _in_parts(statement, refs):
        leads[bytes(ref)] = scheme, None if subject is None else bytes(subject)
    found: dict[str, _Coded] = {}
    for place, code in enumerate(plain):
        of_code = [
            leads.get(ref, ("", None)) for ref in refs[place * len(SCHEMES) :][: len(SCHEMES)]
        ]
        own = next((ref for scheme, ref in of_code if scheme == USCC), None)
        older = tuple(ref for scheme, ref in of_code if scheme != USCC and ref is not None)
        if own is not None or older:
            found[code] = _Coded(own, older)
    return found


def _near_codes(wrong: Sequence[str], secret: bytes) -> dict[str, tuple[bytes, ...]]:
    """Organisations whose code was likely meant by a code that leads nowhere."""
    tables = uscc_tables()
    offers = {
        code: [one for one in uscc.suggest(code, tables) if about(one) == "organisation"]
        for code in wrong
    }
    return {
        code: tuple(opaque_many(secret, "reference", ((USCC, one) for one in offered)))
        for code, offered in offers.items()
        if offered
    }


def _by_names(normals: Collection[str]) -> dict[str, tuple[bytes, ...]]:
    """Who bears or bore each name; names that nobody did are left out."""
    names = sorted(normals)
    by_key = dict(zip(name_keys(key(_IDENTITY), names), names, strict=True))
    statement = _BY_NAME.replace("{evidence}", sql.evidence("subjects_name", "n", joins=_JOIN))
    statement = statement.replace("{sole}", SOLE_TRADER)
    found: dict[str, set[bytes]] = defaultdict(set)
    for name_key, ref in _in_parts(statement, list(by_key)):
        found[by_key[bytes(name_key)]].add(bytes(ref))
    return {name: tuple(sorted(refs)) for name, refs in found.items()}


def _near_names(normals: Sequence[str]) -> dict[str, tuple[bytes, ...]]:
    """Who bears or bore a name one edit away, present names first."""
    wanted = [name for name in normals if len(name) >= SHORTEST]
    ranks = near_many(wanted)
    listed = sorted({rank for found in ranks for rank in found[:MOST_READ]})
    entries = {row[0]: row[1:] for row in _in_parts(_BY_RANK, listed)}
    found: dict[str, tuple[bytes, ...]] = {}
    for name, ids in zip(wanted, ranks, strict=True):
        near = [entries[one] for one in ids[:MOST_READ] if one in entries]
        near = sorted((row for row in near if one_edit(name, row[1])), key=lambda row: bool(row[2]))
        if near:
            found[name] = tuple(dict.fromkeys(bytes(ref) for ref, *_ in near))
    return found


def _confirmed(leads: Sequence[Leads], normals: Sequence[str], words: NameWords) -> Known:
    """The leads held to the evidence; by an older number or a name nobody is led to a sole trader.

    A name is the present one of whoever is called so today, a former one of everybody else who told it.
    """
    refs = sorted({ref for one in leads for ref in _refs(one)})
    codes: dict[bytes, str] = {}
    portraits: dict[bytes, Portrait] = {}
    for part in _parts(refs):
        codes |= {ref: code for ref, (scheme, code) in codes_of(part).items() if scheme == USCC}
        portraits |= portraits_of(part)
    led = {ref for ref in portraits if ref in codes}
    open_ = {ref for ref in led if about(codes[ref]) == "organisation"}

    def kept(found: Iterable[bytes]) -> tuple[bytes, ...]:
        return tuple(ref for ref in found if ref in open_)

    bears = cache(lambda ref: read_notes(portraits[ref].name, words).name)
    held = [
        Leads(
            one.exact if one.exact in led else None,
            kept(one.older),
            tuple(ref for ref in kept(one.named) if bears(ref) == normal),
            tuple(ref for ref in kept(one.named) if bears(ref) != normal),
            kept(one.near_codes), kept(one.near_names),
        )
        for one, normal in zip(leads, normals, strict=True)
    ]  # fmt: skip
    return Known(held, codes, portraits)


def _refs(one: Leads) -> Iterator[bytes]:
    if one.exact is not None:
        yield one.exact
    for group in (one.older, one.named, one.near_codes, one.near_names):
        yield from group


def _in_parts(statement: str, values: Sequence[object]) -> Iterator[Row]:
    """The rows of a statement that names many values, in as many statements as it takes."""
    for part in _parts(values):
        yield from rows(statement.replace("{marks}", marks(part)), part)


def _parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for begin in range(0, len(values), NAMED_AT_ONCE):
        yield values[begin : begin + NAMED_AT_ONCE]
