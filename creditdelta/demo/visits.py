"""What is worth a look on the site of a demonstration: an archive, a search, the code check.

Clause  S2, S22. Addresses within the site, of what this very ledger holds.
"""

from dataclasses import dataclass
from urllib.parse import quote

from creditdelta.archive.boards import FACTS, board
from creditdelta.kernel.identifiers.uscc import ALPHABET
from creditdelta.kernel.names.parts import parse
from creditdelta.records.pool_views import asked
from creditdelta.rulebook.name_words import name_words

MEMORY_MB = 512
_PUNISHED = """
SELECT uscc FROM penalty WHERE NOT waiting AND uscc NOT LIKE '92%'
GROUP BY uscc ORDER BY max(CF_JDRQ) DESC, uscc LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Visits:
    """Three addresses; "" where the ledger holds nothing of the kind."""

    archive: str
    search: str
    check: str


def visits() -> Visits:
    """The organisation penalised last, one by a trade name of former times, a right code and a wrong one."""
    with asked(_PUNISHED, memory_mb=MEMORY_MB) as found:
        codes = found.read_all().column("uscc").to_pylist()
    facts = board(FACTS)
    examples = facts.body["examples"] if facts else []
    name = next((one["typed"] for one in examples if one["by"] == "former"), "")
    typed = parse(name, name_words()).trade_name if name else ""
    return Visits(
        archive=f"/subject/{codes[0]}/" if codes else "",
        search=f"/search?q={quote(typed)}" if typed else "",
        check=f"/codes/?codes={codes[0]}%0A{_misread(codes[0])}" if codes else "/codes/",
    )


def _misread(code: str) -> str:
    """The code with its last character but two read as the next of the alphabet: no longer right."""
    place = len(code) - 3
    other = ALPHABET[(ALPHABET.index(code[place]) + 1) % len(ALPHABET)]
    return code[:place] + other + code[place + 1 :]
