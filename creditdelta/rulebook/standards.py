"""What a record standard and a source mapping say, as typed values (data in rulebook/records, mappings)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.roles import Nature, Roles, Section, Side

Need = Literal["mandatory", "optional", "conditional"]
Privacy = Literal["public", "internal", "person_name", "person_id"]
Type = Literal[
    "text",  # free text, scanned for personal numbers
    "code",  # a short code or number kept as text
    "enum",  # one value of a list
    "date",
    "uscc",  # the organisation the record is about
    "authority_code",  # the USCC of an office
    "organisation_code",
    "registration_number",
    "tax_number",
    "amount_wan",  # money in 万元
    "amount_yuan",  # money in 元
    "capital",  # money as written in a register, with unit and currency
    "decimal",
]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a standard. Length is in characters and only recommended."""

    code: str
    label: Words
    need: Need
    type: Type
    max_length: int | None
    enum: str | None  # name of a list in rulebook/codes/enums
    multiple: bool  # several values of the list, separated by ; ； 、 or ,
    privacy: Privacy
    aliases: tuple[str, ...]  # other headings met in files
    example: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class RequiredWhen:
    """`column` must be filled when `when` has (contains) one of `values`."""

    column: str
    when: str
    values: tuple[str, ...]
    contains: bool


@dataclass(frozen=True, slots=True)
class KeptWhen:
    """What stands in `column` is kept only where `when` has one of `values`; elsewhere it is dropped."""

    column: str
    when: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateOrder:
    """`earlier` may not lie after `later`; either may be empty."""

    earlier: str
    later: str


@dataclass(frozen=True, slots=True)
class PersonTest:
    """A row is about a natural person when `column` holds one of `values` (none: is filled at all)."""

    column: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two columns that must tell the same story; `kind` names the comparison in pipeline/agree.py.

    organisation_code  (uscc, organisation code): characters 9-17 of the first are the second
    sole_trader        (uscc, category): 92 if and only if the category is one of `values`
    fine_amount        (content text, amount in 万元): a fine named in the text is the amount
    """

    kind: Literal["organisation_code", "sole_trader", "fine_amount"]
    columns: tuple[str, str]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standard:
    """One edition of one record kind's field standard (rulebook/records/<file>.toml)."""

    id: str  # "penalty/2018"
    kind: str  # "penalty"
    edition: str  # "2018"
    label: Words
    since: date
    basis: Basis
    columns: tuple[Column, ...]
    natural_key: tuple[str, ...]
    not_future: tuple[str, ...]  # date columns that may not lie after the day of the check
    orders: tuple[DateOrder, ...]
    required_when: tuple[RequiredWhen, ...]
    kept_when: tuple[KeptWhen, ...]  # applied where rows enter the ledger
    agreements: tuple[Agreement, ...]
    person: tuple[PersonTest, ...]  # any one is enough
    publication: str  # name of a rule in rulebook/publication
    clause: str
    nature: Nature
    side: Side
    section: Section
    role: Roles
    confirms: bool  # a record of this kind confirms that the organisation exists

    def column(self, code: str) -> Column:
        """The column of a code; `KeyError` when the standard has none."""
        for column in self.columns:
            if column.code == code:
                return column
        raise KeyError(code)


Convert = Literal[
    "copy",
    "first_filled",  # the first filled one of several
    "yuan_to_wan",  # 元 -> 万元, exact
    "sum_yuan_to_wan",  # several amounts in 元, added, -> 万元
    "join",  # filled ones joined with "；", in a column of several list values with ";"
    "term_from",  # the day a term ends: the term in the first source, from the day in the second
]


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """Where one column of the standard comes from in a source's file."""

    to: str
    sources: tuple[str, ...]  # headings as the source writes them
    aliases: tuple[tuple[str, ...], ...]  # other headings of each source column
    convert: Convert
    values: tuple[tuple[str, str], ...]  # source value -> standard value


@dataclass(frozen=True, slots=True)
class Mapping:
    """How one supplying system writes one record kind (rulebook/mappings/<source>.toml)."""

    source: str
    standard: str  # id of the standard mapped to
    label: Words
    region: str  # division code of the supplier's province, or "" for any
    empty: tuple[str, ...]  # what the source writes for "nothing", as N/A
    columns: tuple[MappedColumn, ...]
    ignored: tuple[str, ...]  # headings known and left out on purpose
    person: tuple[PersonTest, ...]  # tests on the source's own headings
    basis: Basis
    without: tuple[
        str, ...
    ] = ()  # columns the source never had: neither need nor key asks for them
