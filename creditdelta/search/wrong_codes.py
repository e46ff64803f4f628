"""What is wrong with a code by which nobody is known, and whose codes are one slip away?

Clause  S27. What is offered exists, is confirmed and is no sole trader's; it is never the answer.
"""

from dataclasses import dataclass

from creditdelta.kernel import errors
from creditdelta.kernel.errors import Words
from creditdelta.kernel.identifiers import uscc
from creditdelta.kernel.identifiers.details import detail
from creditdelta.records.publishing import about, masked
from creditdelta.rulebook.codes import uscc_tables
from creditdelta.subjects.finding import by_code
from creditdelta.subjects.queries import portraits_of


@dataclass(frozen=True, slots=True)
class Offer:
    """A code that was likely meant, who bears it, and the first place (from 1) where what was typed
    differs from it."""

    code: str
    name: str
    differs_at: int


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
    return WrongCode(code, reasons, uscc.wrong_at(code, tables), _existing(code, offers))


def reason_words(reason: str, code: str) -> Words:
    """What a reason says of a code, in a sentence."""
    sentence, more = errors.find(reason).sentence, detail(reason, code)
    return Words(
        sentence.zh.format(column="代码", value=code, detail=more.zh),
        sentence.en.format(column="Code", value=code, detail=more.en),
    )


def _existing(typed: str, codes: tuple[str, ...]) -> tuple[Offer, ...]:
    """Those of the codes under which an organisation is confirmed; two statements a code."""
    found = []
    for code in codes:
        if about(code) != "organisation":
            continue
        refs = [one.ref for one in by_code(code) if one.matched == "code"]
        names = masked([one.name for one in portraits_of(refs).values()])
        found += [Offer(code, name, _differs_at(typed, code)) for name in names]
    return tuple(found)


def _differs_at(typed: str, code: str) -> int:
    pairs = enumerate(zip(typed, code, strict=False), 1)
    return next((place for place, (a, b) in pairs if a != b), min(len(typed), len(code)) + 1)
