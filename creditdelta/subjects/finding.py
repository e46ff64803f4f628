"""Whom does a text mean: a code of any scheme, a name borne now or formerly, or part of a name?

Clause  S27, S34. Sole traders are close to natural persons: found by their exact code and by nothing
else. Names of persons are in no column that is searched.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from creditdelta.journal.database import embedded
from creditdelta.journal.home import key
from creditdelta.kernel.keyed import opaque
from creditdelta.kernel.names.compare import compare
from creditdelta.kernel.names.normal_form import read_notes
from creditdelta.kernel.names.parts import parse
from creditdelta.pipeline.ledger_rows import SCHEMES, name_keys, plain_code
from creditdelta.rulebook.name_words import name_words
from creditdelta.subjects import sql
from creditdelta.subjects.queries import Row, marks, rows
from creditdelta.subjects.rules import SOLE_TRADER

Matched = Literal["code", "older_number", "name", "former_name", "part_of_name"]
MOST = 20
SHORTEST_PART = 2
_NO_SOLE_TRADER = f"r.code NOT LIKE '{SOLE_TRADER}%%'"
_BY_REF = """
SELECT r.ref, r.scheme, {subject} FROM subjects_reference r WHERE r.ref IN ({refs})
"""
_BY_NAME = """
SELECT n.ref, n.former {evidence} AND n.name_key = %s AND {organisations}
"""
_BY_PART = """
SELECT n.ref {evidence} AND n.normal LIKE %s ESCAPE '!' AND {organisations}
GROUP BY n.ref ORDER BY min(length(n.normal)), min(n.normal) LIMIT {most}
"""
_BEGINNING = """
SELECT n.ref, n.name, r.code {evidence}
AND n.normal {least} %s AND n.normal {below} %s AND n.ref <> %s AND {organisations} LIMIT 200
"""
_JOIN = "JOIN subjects_reference r ON r.ref = n.ref"
_AFTER_ALL = "\U0010ffff"  # sorts after every character of a name


@dataclass(frozen=True, slots=True)
class Found:
    """An organisation (or a reference that leads to none), and by what it was found."""

    ref: bytes
    matched: Matched
    via: str  # the scheme of the older number it was found by, or ""


def references_of(code: str) -> dict[bytes, str]:
    """The references a code may be, by scheme: the same digits may be a number of several schemes."""
    plain = plain_code(code)
    secret = key("identity")
    return {opaque(secret, "reference", (scheme, plain)): scheme for scheme in SCHEMES}


def by_code(code: str) -> list[Found]:
    """The organisations a code of any scheme stands for; one statement."""
    refs = references_of(code)
    statement = _BY_REF.format(subject=sql.subject("r.ref", "r.scheme"), refs=marks(refs))
    found: dict[bytes, Found] = {}
    for ref, scheme, subject in rows(statement, refs):
        if scheme == "uscc":
            found[bytes(ref)] = Found(bytes(ref), "code", "")
        else:
            owner = bytes(subject) if subject is not None else bytes(ref)
            found.setdefault(owner, Found(owner, "older_number", scheme))
    return list(found.values())


def find(text: str) -> list[Found]:
    """Everybody a text may mean, the surest first: by code, by a whole name, by part of a name."""
    listed = text.strip()
    coded = by_code(listed)
    if coded or not listed:
        return coded
    normal = read_notes(listed, name_words()).name
    named = _named(normal)
    if len(normal) < SHORTEST_PART:
        return named
    known = {one.ref for one in named}
    parts = [Found(ref, "part_of_name", "") for ref in _containing(normal) if ref not in known]
    return [*named, *parts][:MOST]


def _named(normal: str) -> list[Found]:
    evidence = sql.evidence("subjects_name", "n", joins=_JOIN)
    statement = _BY_NAME.format(evidence=evidence, organisations=_NO_SOLE_TRADER)
    found: dict[bytes, Matched] = {}
    for ref, former in rows(statement, name_keys(key("identity"), [normal])):
        found[bytes(ref)] = "name" if not former else found.get(bytes(ref), "former_name")
    return [Found(ref, matched, "") for ref, matched in sorted(found.items())]


def _containing(normal: str) -> list[bytes]:
    evidence = sql.evidence("subjects_name", "n", joins=_JOIN)
    statement = _BY_PART.format(evidence=evidence, organisations=_NO_SOLE_TRADER, most=MOST)
    wanted = normal.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return [bytes(ref) for (ref,) in rows(statement, [f"%{wanted}%"])]


@dataclass(frozen=True, slots=True)
class Relative:
    """Another organisation whose name says that it is a branch, or the parent, of this one."""

    relation: Literal["branch", "parent"]
    code: str
    name: str


def relatives(ref: bytes, name: str, known: date | None = None) -> list[Relative]:
    """Branches and parent by name only: shown beside, never merged, and no record passes along.

    At most two statements. Where two organisations bear the parent's name, both are shown.
    """
    words = name_words()
    parts = parse(name, words)
    found = {
        (code, other)
        for _, other, code in _beginning_with(ref, parts.name, known)
        if compare(name, other, words).decision == "branch"
    }
    listed = [Relative("branch", code, other) for code, other in sorted(found)]
    if parts.parent:
        parents = {
            (code, other) for _, other, code in _beginning_with(ref, parts.parent, known, "")
        }
        listed += [Relative("parent", code, other) for code, other in sorted(parents)]
    return listed


def _beginning_with(
    ref: bytes, normal: str, known: date | None, last: str = _AFTER_ALL
) -> list[Row]:
    """Names from `normal` to `normal + last`: all that begin with it, or with "" it alone."""
    least, below = (">=", "<=") if embedded() else ("~>=~", "~<=~")
    statement = _BEGINNING.format(
        evidence=sql.evidence("subjects_name", "n", known, joins=_JOIN),
        organisations=_NO_SOLE_TRADER,
        least=least,
        below=below,
    )
    return rows(statement, [normal, normal + last, ref])
