"""Who is asking: which account, in which posts, and how surely is it known?

Clause  S6, S70.
Pure    values only; `creditdelta.accounts.gatekeeper` finds them for a request.
"""

from dataclasses import dataclass
from datetime import date, datetime

from creditdelta.rulebook.policy import ACCOUNT_HOLDER, PUBLIC


@dataclass(frozen=True, slots=True)
class Held:
    """A post as it is held: the role, and the office or organisation it is for."""

    role: str
    office: str = ""
    region: str = ""
    sector: str = ""
    subject: bytes | None = None
    since: date = date.min
    until: date | None = None

    def on(self, day: date) -> bool:
        """Whether it is held on a day; `until` is its last one."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks. `account` "": nobody who signed in. `proved_at`: when a password or passkey was shown.

    `scopes`: the operations of the API key that a machine came with; None for a person at a browser.
    """

    account: str = ""
    posts: tuple[Held, ...] = ()
    second_factor: bool = False
    proved_at: datetime | None = None
    login: str = ""  # what the account calls itself, for its own eyes
    scopes: frozenset[str] | None = None

    @property
    def roles(self) -> frozenset[str]:
        """The roles of all posts; everybody is the public too, and who signed in holds an account."""
        own = {ACCOUNT_HOLDER} if self.account else set()
        return frozenset({PUBLIC, *own, *(post.role for post in self.posts)})


NOBODY = Reader()
