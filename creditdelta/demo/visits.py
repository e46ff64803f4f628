"""What is worth a look on the site of a demonstration: an archive, a search, the code check.

Clause  S2, S22. Addresses within the site, of what this very ledger holds and its home page offers.
"""

from dataclasses import dataclass
from urllib.parse import quote

from creditdelta.archive.boards import FACTS, board
from creditdelta.archive.examples import standing
from creditdelta.kernel.identifiers.uscc import ALPHABET
from creditdelta.kernel.names.parts import parse
from creditdelta.rulebook.name_words import name_words


@dataclass(frozen=True, slots=True)
class Visits:
    """Three addresses; "" where the ledger holds nothing of the kind."""

    archive: str
    search: str
    check: str


def visits() -> Visits:
    """An archive with many records, one by a trade name of former times, a right code and a wrong one."""
    facts = board(FACTS)
    found = {one.by: one for one in standing(facts.body["examples"] if facts else ())}
    code = next((one.code for one in found.values()), "")
    former = found.get("former")
    typed = parse(former.typed, name_words()).trade_name if former else ""
    return Visits(
        archive=f"/subject/{code}/" if code else "",
        search=f"/search?q={quote(typed)}" if typed else "",
        check=f"/codes/?codes={code}%0A{_misread(code)}" if code else "/codes/",
    )


def _misread(code: str) -> str:
    """The code with its last character but two read as the next of the alphabet: no longer right."""
    place = len(code) - 3
    other = ALPHABET[(ALPHABET.index(code[place]) + 1) % len(ALPHABET)]
    return code[:place] + other + code[place + 1 :]
