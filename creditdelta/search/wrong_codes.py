"""What is wrong with a code by which nobody is known, and whose codes are one slip away?

Clause  S27. What is offered exists, is confirmed and is no sole trader's; it is never the answer.
"""

from dataclasses import dataclass

from creditdelta.kernel.identifiers import uscc
from creditdelta.records.publishing import about
from creditdelta.rulebook.codes import uscc_tables
from creditdelta.subjects.finding import by_code
from creditdelta.subjects.queries import portraits_of


@dataclass(frozen=True, slots=True)
class Offer:
    """A code that was likely meant, and who bears it."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class WrongCode:
    """A code that leads to nobody. `reasons`: codes of the catalogue, none where the code is well
    formed and only unknown here; `wrong_at`: the place (from 1) of the first wrong sign."""

    code: str
    reasons: tuple[str, ...]
    wrong_at: int | None
    offers: tuple[Offer, ...]


def explained(code: str) -> WrongCode:
    """Why a code leads to nobody."""
    tables = uscc_tables()
    reasons = uscc.check(code, tables)
    offers = uscc.suggest(code, tables) if reasons else ()
    return WrongCode(code, reasons, uscc.wrong_at(code, tables), _existing(offers))


def _existing(codes: tuple[str, ...]) -> tuple[Offer, ...]:
    """Those of the codes under which an organisation is confirmed; two statements a code."""
    found = []
    for code in codes:
        if about(code) != "organisation":
            continue
        refs = [one.ref for one in by_code(code) if one.matched == "code"]
        found += [Offer(code, one.name) for one in portraits_of(refs).values()]
    return tuple(found)
