"""In which columns does a supplier write a record, and which of them number and date it?

Clause  S22, S31.
Data    world/words/forms.toml for the forms suppliers have of their own; for every other kind its
        standard, under whose headings the supplier writes.
"""

from dataclasses import dataclass
from functools import cache

from creditdelta.rulebook.records import standard
from creditdelta.rulebook.standards import Standard
from creditdelta.world import vocabulary

KINDS = {  # forms of forms.toml and the kind of record each holds
    "penalty_2018": "penalty",
    "penalty_zhejiang": "penalty",
    "penalty_legacy": "penalty",
    "licence_2018": "licence",
    "licence_legacy": "licence",
    "registration": "registration",
    "registration_names": "registration",
    "code_map": "code_map",
}
_NUMBERED = ("penalty", "licence")
_DAYS = ("decided", "published", "public_until", "valid_from", "valid_until", "established")
_MORE_DAYS = ("approved", "term_to", "stamp")
_ROLES = {  # role of a standard's column -> what a record of this world calls it
    "uscc": "uscc",
    "name": "name",
    "registration_number": "registration_number",
    "organisation_code": "organisation_code",
    "tax_number": "tax_number",
    "authority": "authority_code",
    "authority_name": "authority",
    "reporter": "source_code",
    "happened": "happened",
    "decided": "decided",
    "published": "published",
    "ends": "ends",
}


@dataclass(frozen=True, slots=True)
class Form:
    """Columns as (heading, part of the record); `number` are the parts that number a record.

    `signed`: the form holds the deciding authority's code, or the kind has no authority.
    """

    kind: str
    columns: tuple[tuple[str, str], ...]
    number: tuple[str, ...]
    days: frozenset[str]
    signed: bool

    @property
    def parts(self) -> frozenset[str]:
        """The parts of a record that the form has room for."""
        return frozenset(part for _, part in self.columns)


@cache
def form(name: str) -> Form:
    """A form of forms.toml, or the plain form of a record kind's standard."""
    if name not in KINDS:
        return _plain(standard(name))
    kind, columns = KINDS[name], vocabulary.form(name)
    numbered = kind in _NUMBERED
    signed = not numbered or any(part == "authority_code" for _, part in columns)
    number = ("number",) if numbered else ()
    return Form(kind, columns, number, frozenset((*_DAYS, *_MORE_DAYS)), signed)


@cache
def parts(name: str) -> dict[str, str]:
    """Column code -> part of the record, for a record kind written by its standard."""
    item = standard(name)
    found = {column.code: column.code for column in item.columns}
    for role, part in _ROLES.items():
        code = getattr(item.role, role)
        if code:
            found[code] = part
    if len(item.role.number) == 1 and found[item.role.number[0]] == item.role.number[0]:
        found[item.role.number[0]] = "number"
    return found


def _plain(item: Standard) -> Form:
    known = parts(item.kind)
    columns = tuple((column.label.zh, known[column.code]) for column in item.columns)
    days = frozenset(known[column.code] for column in item.columns if column.type == "date")
    number = tuple(known[code] for code in item.role.number)
    return Form(item.kind, columns, number, days, signed=True)
