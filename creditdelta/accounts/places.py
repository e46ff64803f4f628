"""Of which province is an office? Its id begins with the division it is of: 310000-credit."""

import re

_OFFICE = re.compile(r"(\d{2})\d{4}-[a-z_]+")


def region_of(office: str) -> str | None:
    """The division of the office's province; None where the id is none."""
    found = _OFFICE.fullmatch(office)
    return f"{found[1]}0000" if found else None
