"""What does each column of a standard mean to the ledger: who, by whom, which number, which days?

Clause  S31, S3: every record kind is stored alike, by its data and by no code of its own.
Data    the `[role]` table, `nature`, `side` and `section` of rulebook/records/<file>.toml.
"""

from dataclasses import dataclass
from typing import Literal

Nature = Literal["adverse", "neutral", "favourable"]  # adverse: weighs against the organisation
Side = Literal["public", "market"]  # where it comes from; the two are kept apart for ever
Section = (
    Literal[  # of an archive, as public credit reports have them; labels: archive/sections.toml
        "registration",
        "administration",
        "honesty",
        "serious_list",
        "abnormal_list",
        "commitment",
        "evaluation",
        "judicial",
        "contract",
        "utility",
        "market",
        "other",
    ]
)


@dataclass(frozen=True, slots=True)
class Roles:
    """Column codes by what they mean; "" where the standard has no such column.

    `number` and `authority` make, with the organisation, the natural key: one record.
    """

    uscc: str  # the organisation the record is about
    name: str = ""
    registration_number: str = ""
    organisation_code: str = ""
    tax_number: str = ""
    authority: str = ""  # code of the deciding authority
    authority_name: str = ""
    reporter: str = ""  # code of the unit that sent it
    number: tuple[str, ...] = ()  # together number the record with one authority; none: only one
    happened: str = ""  # day of the conduct or the event
    decided: str = ""
    published: str = ""
    ends: str = ""  # last day of its effect, as the sender states it
    publicity_ends: str = ""  # last day of its publicity, as the sender states it
    severity: str = ""  # its value names the class of the publication period
    status: str = ""
    division: str = (
        ""  # of a registration: division code, industry code, form, first day, older names
    )
    industry: str = ""
    organisation_type: str = ""
    established: str = ""
    former_names: str = ""
    matter: tuple[str, ...] = ()  # what it is about, in a line of a list
    legal_basis: str = ""  # the articles the decision names


DATES = ("happened", "decided", "published", "ends", "publicity_ends", "established")
AUTHORITIES = ("authority", "reporter")


def columns_of(role: Roles) -> dict[str, tuple[str, ...]]:
    """The columns each role names, roles without one left out."""
    found = {}
    for name in Roles.__dataclass_fields__:
        value = getattr(role, name)
        codes = value if isinstance(value, tuple) else (value,) if value else ()
        if codes:
            found[name] = codes
    return found


def natural_key(role: Roles) -> frozenset[str]:
    """The columns that make one record: organisation, number and, where there is one, authority."""
    return frozenset((role.uscc, *role.number, *((role.authority,) if role.authority else ())))
