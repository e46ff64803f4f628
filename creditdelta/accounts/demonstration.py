"""Accounts for visitors of a demonstration: one for every role, with a password and a second factor.

Clause  S6. Made only in a home whose data are marked as invented (journal/synthetic.py).
Data    demo-accounts.toml of the home: what a visitor types. Such secrets guard nothing.
"""

import secrets
import time
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.hashers import make_password

from creditdelta.accounts.keeping import make as make_account
from creditdelta.accounts.reader import Held
from creditdelta.accounts.services import appoint
from creditdelta.journal.home import SECRET_MODE, home
from creditdelta.journal.services import Envelope
from creditdelta.journal.synthetic import business_day, demonstration_day
from creditdelta.kernel.durable import write_whole
from creditdelta.rulebook.policy import policy

FILE = "demo-accounts.toml"
PERIOD = 30  # seconds for which a code is shown
_WORDS = ("amber", "bamboo", "canal", "dawn", "estuary", "ferry", "ginkgo", "harbour", "indigo",
          "jade", "kite", "lotus", "maple", "north", "osmanthus", "plum", "quay", "river", "silk",
          "tea", "umbrella", "valley", "willow", "yarn")  # fmt: skip
_LENGTH = 4  # words


class NotADemonstration(RuntimeError):
    """This home holds real data: no account whose secrets are told is made here."""


@dataclass(frozen=True, slots=True)
class Entrance:
    """A login and what it is for. `factor`: whether a code is asked for; `key`: an API key, or ""."""

    login: str
    role: str
    office: str
    factor: bool
    key: str = ""


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What a visitor types: one password and one authenticator secret for all accounts."""

    password: str
    secret: str
    entrances: tuple[Entrance, ...]

    def code(self) -> str:
        """The six digits of now."""
        return str(format_hotp_value(hotp_value(self.secret, int(time.time()) // PERIOD)))


KeyFor = Callable[[str, str, bytes], str]  # login, account, post -> the text of an API key, or ""


def make(
    wanted: Iterable[tuple[str, Held]], about: Envelope, key_for: KeyFor = lambda *_: ""
) -> Demonstration:
    """Make the accounts with their posts, and write down how to enter."""
    if demonstration_day() is None:
        raise NotADemonstration(str(home()))
    password = " ".join(secrets.choice(_WORDS) for _ in range(_LENGTH))
    stored = make_password(password)  # slow by intent: once is enough for what all of them are told
    secret: str = generate_totp_secret()
    entrances = []
    for login, post in wanted:
        account = make_account(login, "", about)
        account.password = stored
        account.save(update_fields=["password"])
        factor = policy().roles[post.role].second_factor
        if factor:
            TOTP.activate(account, secret)
        given = appoint(account.pk, post, about, business_day())
        key = key_for(login, account.pk, given)
        entrances.append(Entrance(login, post.role, post.office, factor, key))
    made = Demonstration(password, secret, tuple(entrances))
    write_whole(home() / FILE, _written(made), mode=SECRET_MODE)
    return made


def demonstration() -> Demonstration | None:
    """How to enter this demonstration; None where the data are real or no account was made."""
    return _read(home() / FILE) if demonstration_day() is not None else None


@cache
def _read(path: Path) -> Demonstration | None:
    if not path.is_file():
        return None
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    entrances = tuple(Entrance(**one) for one in told["entrances"])
    return Demonstration(told["password"], told["secret"], entrances)


def _written(made: Demonstration) -> bytes:
    lines = [f'password = "{made.password}"', f'secret = "{made.secret}"']
    for one in made.entrances:
        lines += [
            "\n[[entrances]]", f'login = "{one.login}"', f'role = "{one.role}"',
            f'office = "{one.office}"', f"factor = {str(one.factor).lower()}",
            f'key = "{one.key}"',
        ]  # fmt: skip
    return "\n".join([*lines, ""]).encode()
