"""Do a standard's roles fit its columns, its natural key and its nature?

Clause  S31, S3.
Pure    works on loaded values; raises `RulebookError` at the place of the first misfit.
"""

from creditdelta.rulebook.roles import AUTHORITIES, DATES, columns_of, natural_key
from creditdelta.rulebook.standards import Standard, Type
from creditdelta.rulebook.strict import Place

WANTED: dict[str, Type] = {
    "uscc": "uscc",
    **dict.fromkeys(DATES, "date"),
    **dict.fromkeys(AUTHORITIES, "authority_code"),
}


def check_role(item: Standard, place: Place) -> None:
    """Every column named exists with the right type, and key and nature follow from the roles."""
    _check_columns(item, place.inside("role"))
    if set(item.natural_key) != natural_key(item.role):
        wanted = ", ".join(sorted(natural_key(item.role)))
        mend = f"organisation, number and authority of [role] make the key: {wanted}"
        raise place.inside("natural_key").error("and [role] disagree", mend)
    if item.nature == "adverse" and item.side == "public" and not item.role.authority:
        mend = "name the column with the deciding authority's code"
        raise place.inside("role.authority").error("nobody decided an adverse record", mend)


def _check_columns(item: Standard, place: Place) -> None:
    columns = {column.code: column for column in item.columns}
    for role, codes in columns_of(item.role).items():
        for code in codes:
            if code not in columns:
                raise place.inside(role).error(f"no column {code!r}", "use a code of this standard")
            kind = WANTED.get(role)
            if kind is not None and columns[code].type != kind:
                problem = f"{code} is of type {columns[code].type}"
                raise place.inside(role).error(problem, f'name a column with type = "{kind}"')
