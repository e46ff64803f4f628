"""From rows that passed the check to rows the ledger can hold: references, document ids, days, names.

Clause  S3, S27, S28, S34: one organisation, one code; one record, one document of one authority.
Data    the roles of the record standard (`[role]` in rulebook/records); the words of names.
Pure    row-wise: the same answer for any batch size. Columns of the ledger begin with `_`.

The reference of a row is its unified code, else the first older number it gives, else its name:
a name alone refers to nothing but itself, so nothing is ever attached by it.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from creditdelta.kernel.columns import as_text
from creditdelta.kernel.dates import parse
from creditdelta.kernel.digest import row_digests
from creditdelta.kernel.keyed import opaque_many
from creditdelta.kernel.names.normal_form import read_notes
from creditdelta.kernel.names.words import NameWords
from creditdelta.rulebook.standards import Standard

WITHIN = "\x1e"  # between a name, its normal form and its key
BETWEEN = "\x1f"  # between the columns of a body and between several values of one cell
ID = pa.binary(16)
SCHEMES = ("uscc", "organisation_code", "registration_number", "tax_number")
OLDER = SCHEMES[1:]
BY_NAME = "name"
WITHDRAWAL = "withdrawal"
DATES = ("happened", "decided", "published", "ends", "publicity_ends")
_CONTROL = r"[\x00-\x1f\x7f]"
_BLANKS = re.compile(r"\s+")
_NOTED = re.compile(r"[(（\[【〔]|原名|曾用|更名|现名")  # without any of these a name has no notes
_OPEN, _CLOSE = "[{〔【〖", "]}〕】〗"
_BRACKETS = str.maketrans(_OPEN + _CLOSE, "(" * len(_OPEN) + ")" * len(_CLOSE))


@dataclass(frozen=True, slots=True)
class Context:
    """What rows are read under: the standard, who keeps the ids, whose words, which region reports."""

    standard: Standard
    key: bytes
    words: NameWords
    region: str
    kinds: Mapping[str, Standard]  # what a withdrawal may call a kind of record, and its standard


def document_number(written: str) -> str:
    """A decision number as it is compared: width, brackets, blanks and case make no difference.

    >>> document_number("沪市监罚〔2024〕1 号") == document_number("沪市监罚［2024］1号")
    True
    """
    folded = unicodedata.normalize("NFKC", written).translate(_BRACKETS)
    return _BLANKS.sub("", folded).upper()


def ledger_rows(
    context: Context, columns: Mapping[str, pa.Array], rows: npt.NDArray[np.int64]
) -> pa.RecordBatch:
    """The chosen rows' columns in normal form together with the ledger's own; `_row` as given."""
    standard = context.standard
    content = {code: _content(standard, code, column) for code, column in columns.items()}
    full = {column.code: content.get(column.code, _blank(len(rows))) for column in standard.columns}
    full = _without_persons(standard, full)
    cell = partial(_cells, full, len(rows))
    schemes, codes = _references(standard, cell)
    ref = opaque_many(context.key, "reference", zip(schemes, codes, strict=True))
    document = _documents(context, cell)
    own: dict[str, pa.Array] = {
        "_row": pa.array(rows, pa.int64()),
        "_ref": pa.array(ref, ID),
        "_scheme": pa.array(schemes, pa.string()),
        "_code": pa.array(codes, pa.string()),
        "_document": pa.array(document, ID),
        "_version": _versions(context, ref, document, full),
        "_authority": pa.array(cell(standard.role.authority), pa.string()),
        "_name": pa.array(cell(standard.role.name), pa.string()),
    }
    own.update({f"_{name}": _days(full, getattr(standard.role, name)) for name in DATES})
    own.update(_names(context, cell(standard.role.name)))
    if standard.confirms:
        own.update(_evidence(context, cell))
    if standard.kind == WITHDRAWAL:
        own.update(_target(context, cell))
    return pa.record_batch({**own, **full})


def _without_persons(standard: Standard, full: dict[str, pa.Array]) -> dict[str, pa.Array]:
    """The columns without what may be kept of organisations only, such as a shareholder's name."""
    for rule in standard.kept_when:
        kept = pc.is_in(full[rule.when], value_set=pa.array(rule.values, pa.string()))
        full[rule.column] = pc.if_else(kept, full[rule.column], pa.scalar("", pa.string()))
    return full


def _blank(rows: int) -> pa.StringArray:
    return pa.array([""] * rows, pa.string())


def _content(standard: Standard, code: str, column: pa.Array) -> pa.StringArray:
    """A column in the one spelling that is kept, compared and digested; empty is never missing."""
    text = pc.fill_null(as_text(column), "")
    kind = standard.column(code).type
    if kind not in ("text", "enum"):
        text = pc.utf8_normalize(text, form="NFKC")
    text = pc.replace_substring_regex(pc.utf8_trim_whitespace(text), _CONTROL, " ")
    if kind == "date":
        coded = text.dictionary_encode()
        plain = [_iso(value) for value in coded.dictionary.to_pylist()]
        return pa.array(plain, pa.string()).take(coded.indices)
    return pc.utf8_upper(text) if kind in ("uscc", "authority_code") else text


def _iso(written: str) -> str:
    day = parse(written)
    return day.isoformat() if day else written


def _days(full: Mapping[str, pa.Array], code: str) -> pa.Array:
    if not code:
        rows = len(next(iter(full.values())))
        return pa.nulls(rows, pa.date32())
    coded = full[code].dictionary_encode()
    days = pa.array([parse(value) for value in coded.dictionary.to_pylist()], pa.date32())
    return days.take(coded.indices)


def _cells(full: Mapping[str, pa.Array], rows: int, code: str) -> list[str]:
    found: list[str] = full[code].to_pylist() if code else [""] * rows
    return found


def _references(standard: Standard, cell: "partial[list[str]]") -> tuple[list[str], list[str]]:
    """The scheme and the code each row is attached by."""
    given = [cell(getattr(standard.role, scheme)) for scheme in SCHEMES]
    names = cell(standard.role.name)
    schemes, codes = [], []
    for *numbers, name in zip(*given, names, strict=True):
        for scheme, number in zip(SCHEMES, numbers, strict=True):
            if number:
                schemes.append(scheme)
                codes.append(plain_code(number))
                break
        else:
            schemes.append(BY_NAME)
            codes.append(name)
    return schemes, codes


def plain_code(written: str) -> str:
    """A code without hyphens and blanks, in capitals."""
    return _BLANKS.sub("", written).replace("-", "").upper()


def _documents(context: Context, cell: "partial[list[str]]") -> list[bytes]:
    role = context.standard.role
    parts = [cell(role.authority), *(cell(code) for code in role.number)]
    kind = context.standard.kind
    rows = (document_parts(kind, who, number) for who, *number in zip(*parts, strict=True))
    return opaque_many(context.key, "document", rows)


def document_parts(kind: str, authority: str, number: Sequence[str]) -> tuple[str, ...]:
    """What a record's document id is made of."""
    return (kind, authority, *map(document_number, number))


def _versions(
    context: Context, ref: Sequence[bytes], document: Sequence[bytes], full: Mapping[str, pa.Array]
) -> pa.Array:
    """An id of what exactly is said, by which region, of which record."""
    digests = row_digests(pa.record_batch(dict(full)))
    rows = (
        (context.region, one.hex(), other.hex(), digest.tobytes().hex())
        for one, other, digest in zip(ref, document, digests, strict=True)
    )
    return pa.array(opaque_many(context.key, "version", rows), ID)


def _names(context: Context, names: list[str]) -> dict[str, pa.Array]:
    """The normal form of the name a row gives, and its key; none where it gives none."""
    read = {name: read_notes(name, context.words).name for name in dict.fromkeys(names) if name}
    keys = name_keys(context.key, list(read.values()))
    by_name = dict(zip(read, keys, strict=True))
    return {
        "_normal": pa.array([read.get(name, "") for name in names], pa.string()),
        "_name_key": pa.array([by_name.get(name) for name in names], ID),
    }


def name_keys(key: bytes, normal: Sequence[str]) -> list[bytes]:
    """The keys of names in normal form."""
    return opaque_many(key, "name", ((name,) for name in normal))


def _evidence(context: Context, cell: "partial[list[str]]") -> dict[str, pa.Array]:
    """What a registration or code map says of the organisation itself."""
    role = context.standard.role
    own = {
        f"_{name}": pa.array(cell(getattr(role, name)), pa.string())
        for name in ("status", "division", "industry", "organisation_type")
    }
    established = [parse(written) for written in cell(role.established)]
    own["_established"] = pa.array(established, pa.date32())
    older = {scheme: list(map(plain_code, cell(getattr(role, scheme)))) for scheme in OLDER}
    older["organisation_code"] = [code[8:17] for code in cell(role.uscc)]  # it is inside the code
    for scheme, codes in older.items():
        refs = opaque_many(context.key, "reference", ((scheme, code) for code in codes))
        own[f"_{scheme}"] = pa.array(codes, pa.string())
        given = [ref if code else None for ref, code in zip(refs, codes, strict=True)]
        own[f"_{scheme}_ref"] = pa.array(given, ID)
    names = zip(cell(role.name), cell(role.former_names), strict=True)
    own["_former"] = pa.array([_former(context, *pair) for pair in names], pa.string())
    return own


def _target(context: Context, cell: "partial[list[str]]") -> dict[str, pa.Array]:
    """Which record a withdrawal is about, and the record that takes its place, if any."""
    rows = list(zip(*map(cell, ("kind", "authority", "number", "replaced_by")), strict=True))
    targets = [_named(context, kind, who, number) for kind, who, number, _ in rows]
    later = [_named(context, kind, who, number) for kind, who, _, number in rows]
    successors = opaque_many(context.key, "document", later)
    given = [one if row[-1] else None for one, row in zip(successors, rows, strict=True)]
    return {
        "_ground": pa.array(cell("ground"), pa.string()),
        "_target": pa.array(opaque_many(context.key, "document", targets), ID),
        "_successor": pa.array(given, ID),
    }


def _named(context: Context, kind: str, authority: str, number: str) -> tuple[str, ...]:
    """The document a withdrawal names: several numbers of one record are joined with "/"."""
    standard = context.kinds.get(kind)
    if standard is None:
        return document_parts(kind, authority, (number,))
    role = standard.role
    several = number.rsplit("/", len(role.number) - 1) if role.number else ()
    return document_parts(standard.kind, authority if role.authority else "", several)


def _former(context: Context, name: str, listed: str) -> str:
    """Every other name the row gives the organisation: as written, normal form and key of each."""
    if not listed and not _NOTED.search(name):
        return ""
    notes = read_notes(name, context.words)
    others = [part.strip() for part in re.split("[;；、,，]", listed)]
    names = list(dict.fromkeys(filter(None, (*notes.former, *notes.other, *others))))
    normal = [read_notes(one, context.words).name for one in names]
    keys = [key.hex() for key in name_keys(context.key, normal)]
    return BETWEEN.join(map(WITHIN.join, zip(names, normal, keys, strict=True)))
