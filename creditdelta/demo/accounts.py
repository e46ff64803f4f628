"""Who enters the demonstration: an account for every role, organisations' own among them.

Clause  S6. Offices, logins and posts are invented.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from creditdelta.accounts.demonstration import Demonstration, make
from creditdelta.accounts.models import Account
from creditdelta.accounts.places import post_of
from creditdelta.accounts.reader import Held
from creditdelta.api_keys.queries import posts_held
from creditdelta.api_keys.rules import offered
from creditdelta.api_keys.services import Wish, issue
from creditdelta.archive.boards import FACTS, board
from creditdelta.archive.examples import standing
from creditdelta.demo.firms import heard
from creditdelta.journal.services import Envelope, envelope, seal
from creditdelta.journal.synthetic import business_day
from creditdelta.rulebook.api_keys import api_keys_on
from creditdelta.rulebook.policy import policy
from creditdelta.subjects.finding import references_of

NATION = "100000"
_SINCE = date(2020, 1, 1)
_OFFICERS = (
    ("demo.credit", "credit_officer", "310000-credit"),
    ("demo.credit2", "credit_officer", "310000-credit"),  # what one proposes, another confirms
    ("demo.credit3", "credit_officer", "310000-credit"),  # and a third lets in what is held
    ("demo.sector", "sector_officer", "320500-market_regulation"),
    ("demo.ecology", "sector_officer", "310000-ecology"),
    ("demo.ecology2", "sector_officer", "310000-ecology"),  # who confirms what the other decided
    ("demo.court", "court_officer", "330100-court"),
    ("demo.tax", "tax_officer", "340100-tax"),
    ("demo.market", "market_reporter", "310000-bank_1"),
    ("demo.association", "market_reporter", "310000-association_1"),
)
_ADMINISTRATORS = (
    ("demo.system", "system_administrator"),
    ("demo.security", "security_administrator"),
    ("demo.security2", "security_administrator"),
    ("demo.audit", "audit_administrator"),
)
_KEYED = ("demo.credit", "demo.market")


def visitors(actor: str) -> Demonstration:
    """Make the accounts; raises `NotADemonstration` where the data are real."""
    about = envelope(NATION, actor)
    made = make(_wanted(), about, partial(_key, about))
    seal()
    return made


def _key(about: Envelope, login: str, account: str, post: bytes) -> str:
    """An API key for everything that one of the post can be issued for."""
    if login not in _KEYED:
        return ""
    day = business_day()
    scopes = offered(policy(), posts_held(account, day)[post], day)
    until = day + timedelta(days=api_keys_on(day).longest_days)
    return issue(Wish(account, post, scopes, "合成示例 sample", until), about, day).text


def _wanted() -> Iterator[tuple[str, Held]]:
    for login, role, office in _OFFICERS:
        yield login, post_of(role, office, _SINCE)
    for login, role in _ADMINISTRATORS:
        yield login, Held(role, since=_SINCE)
    subject = own_subject()
    if subject is not None:
        for login, role in (("demo.company", "representative"), ("demo.deputy", "deputy")):
            yield login, Held(role, subject=subject, since=_SINCE)
    listed = heard()
    if listed is not None and listed != subject:
        yield "demo.listed", Held("representative", subject=listed, since=_SINCE)


def own_subject() -> bytes | None:
    """The organisation that the home page offers first."""
    facts = board(FACTS)
    found = standing(facts.body["examples"] if facts else ())
    references = references_of(found[0].code) if found else {}
    return next((ref for ref, scheme in references.items() if scheme == "uscc"), None)


def account_of(login: str) -> str:
    """The id of one of these accounts."""
    return str(Account.objects.get(login=login).pk)
