"""To which organisation does a supplier's row belong: linked, asked, or nobody's?

Clause  S27, S28; architecture idea 4. A code links when its organisation is confirmed and ever bore
the name; an older number links through the organisation it is mapped to, likewise. Everything else
is a question with candidates, or nothing. A name alone never links.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from creditdelta.journal.home import key
from creditdelta.kernel.keyed import opaque
from creditdelta.kernel.names.normal_form import normal_form
from creditdelta.pipeline.ledger_rows import SCHEMES, name_keys, plain_code
from creditdelta.rulebook.name_words import name_words
from creditdelta.subjects import sql
from creditdelta.subjects.candidates import near_names
from creditdelta.subjects.queries import marks, rows

Outcome = Literal["linked", "asked", "nobody"]
_AT_ONCE = 400
_WHO = "SELECT r.ref, {subject} FROM subjects_reference r WHERE r.ref IN ({marks})"
_BORNE = "SELECT n.ref, n.name_key {evidence} AND n.ref IN ({marks})"
_REGISTER = "SELECT n.ref, n.name {evidence} ORDER BY n.ref, n.name"
_ADMITTED = """
SELECT j.other, j.ref FROM subjects_judgement j
WHERE j.kind = 'name' AND {standing} AND j.other IN ({marks})
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row says of the organisation it is about; each may be empty."""

    uscc: str = ""
    organisation_code: str = ""
    registration_number: str = ""
    tax_number: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """Where a row belongs. `ref` is the organisation when linked; `candidates` are proposals."""

    outcome: Outcome
    ref: bytes | None
    candidates: tuple[bytes, ...]


def resolve(entries: Sequence[Entry]) -> list[Resolution]:
    """Every entry's organisation; a fixed number of statements for each few hundred entries."""
    refs = [_reference(entry) for entry in entries]
    owners = dict(
        _pairs(_WHO, {ref for ref in refs if ref}, subject=sql.subject("r.ref", "r.scheme"))
    )
    borne = _borne({who for who in owners.values() if who})
    keys = name_keys(key("identity"), [normal_form(entry.name, name_words()) for entry in entries])
    linked: list[bytes | None] = []
    for entry, ref, name_key in zip(entries, refs, keys, strict=True):
        who = owners.get(ref) if ref else None
        fits = who in borne and (not entry.name or name_key in borne[who])
        linked.append(who if fits else None)
    unclear = [entry.name for entry, who in zip(entries, linked, strict=True) if who is None]
    near = near_names(filter(None, unclear), _register(), name_words())
    return [
        _resolution(
            who, owners.get(ref) if ref else None, [n.ref for n in near.get(entry.name, ())]
        )
        for entry, who, ref in zip(entries, linked, refs, strict=True)
    ]


def _resolution(who: bytes | None, owner: bytes | None, near: list[bytes]) -> Resolution:
    if who is not None:
        return Resolution("linked", who, ())
    candidates = tuple(dict.fromkeys([*([owner] if owner else []), *near]))
    return Resolution("asked" if candidates else "nobody", None, candidates)


def _reference(entry: Entry) -> bytes | None:
    for scheme in SCHEMES:
        written = getattr(entry, scheme)
        if written:
            return opaque(key("identity"), "reference", (scheme, plain_code(written)))
    return None


def _borne(organisations: set[bytes]) -> dict[bytes, set[bytes]]:
    """The keys of all names of confirmed organisations, those that an officer admitted included."""
    found: dict[bytes, set[bytes]] = {}
    evidence = sql.evidence("subjects_name", "n")
    for ref, name_key in _pairs(_BORNE, organisations, evidence=evidence):
        found.setdefault(ref, set()).add(name_key)
    for ref, name_key in _pairs(_ADMITTED, organisations, standing=sql.standing("j")):
        if ref in found:
            found[ref].add(name_key)
    return found


def _pairs(statement: str, given: Iterable[bytes], **pieces: str) -> Iterator[tuple[bytes, bytes]]:
    listed = sorted(given)
    for at in range(0, len(listed), _AT_ONCE):
        some = listed[at : at + _AT_ONCE]
        for one, other in rows(statement.format(marks=marks(some), **pieces), some):
            if other is not None:
                yield bytes(one), bytes(other)


def _register() -> Iterator[tuple[bytes, str]]:
    for ref, name in rows(_REGISTER.format(evidence=sql.evidence("subjects_name", "n"))):
        yield bytes(ref), name
