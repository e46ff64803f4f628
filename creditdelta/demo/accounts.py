"""Who enters the demonstration: an account for every role, organisations' own among them.

Clause  S6. Offices, logins and posts are invented.
"""

from collections.abc import Iterator
from datetime import date

from creditdelta.accounts.demonstration import Demonstration, make
from creditdelta.accounts.places import post_of
from creditdelta.accounts.reader import Held
from creditdelta.archive.boards import FACTS, board
from creditdelta.archive.examples import standing
from creditdelta.journal.services import envelope, seal
from creditdelta.subjects.finding import references_of

NATION = "100000"
_SINCE = date(2020, 1, 1)
_OFFICERS = (
    ("demo.credit", "credit_officer", "310000-credit"),
    ("demo.sector", "sector_officer", "320500-market_regulation"),
    ("demo.court", "court_officer", "330100-court"),
    ("demo.tax", "tax_officer", "340100-tax"),
    ("demo.market", "market_reporter", "310000-bank_1"),
)
_ADMINISTRATORS = (
    ("demo.system", "system_administrator"),
    ("demo.security", "security_administrator"),
    ("demo.security2", "security_administrator"),
    ("demo.audit", "audit_administrator"),
)


def visitors(actor: str) -> Demonstration:
    """Make the accounts; raises `NotADemonstration` where the data are real."""
    made = make(_wanted(), envelope(NATION, actor))
    seal()
    return made


def _wanted() -> Iterator[tuple[str, Held]]:
    for login, role, office in _OFFICERS:
        yield login, post_of(role, office, _SINCE)
    for login, role in _ADMINISTRATORS:
        yield login, Held(role, since=_SINCE)
    subject = _subject()
    if subject is not None:
        for login, role in (("demo.company", "representative"), ("demo.deputy", "deputy")):
            yield login, Held(role, subject=subject, since=_SINCE)


def _subject() -> bytes | None:
    """The organisation that the home page offers first."""
    facts = board(FACTS)
    found = standing(facts.body["examples"] if facts else ())
    references = references_of(found[0].code) if found else {}
    return next((ref for ref, scheme in references.items() if scheme == "uscc"), None)
