"""A key is issued, replaced by another, revoked. Decided, recorded, applied.

Clause  S6, S70. The text of a key is in the answer to whoever asked for it and nowhere else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from creditdelta.accounts.models import Account, Post
from creditdelta.accounts.queries import held_of
from creditdelta.accounts.reader import Held
from creditdelta.api_keys import apply, key_text
from creditdelta.api_keys.events import ApiKeyIssued, ApiKeyRevoked
from creditdelta.api_keys.models import Key, Note
from creditdelta.api_keys.queries import working
from creditdelta.api_keys.rules import Days, Wanted, Why, offered, why_not_end, why_not_issue
from creditdelta.journal.database import writing
from creditdelta.journal.services import Envelope, record, seal
from creditdelta.pages.personal import has_personal_number
from creditdelta.rulebook.api_keys import GROUNDS, api_keys_on
from creditdelta.rulebook.enums import enum
from creditdelta.rulebook.policy import policy


class NotPossible(ValueError):
    """It cannot be done; `why` is a word of `creditdelta.api_keys.words.WHYS`."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants a key for. `label`: which program uses it; `post`: the id of a post."""

    account: str
    post: bytes
    scopes: Sequence[str]
    label: str
    until: date


@dataclass(frozen=True, slots=True)
class Issued:
    """A key and its text, which is told this once."""

    id: bytes
    text: str


def issue(wish: Wish, about: Envelope, day: date) -> Issued:
    """A new key that works from today on; raises `NotPossible`."""
    with writing():
        made = _made(wish, about, day)
    seal()
    return made


def replace(key: bytes, overlap: int, about: Envelope, day: date) -> Issued:
    """A new key of the same post, scopes and length; the old one works `overlap` days more, at most.

    Scopes that the post may no longer do are left out. Raises `NotPossible`.
    """
    with writing():
        old = _known(key)
        if old.ends_on is not None:
            raise NotPossible("gone")
        post, held = bytes(old.post), _post(old.account, bytes(old.post))
        if not 0 <= overlap <= api_keys_on(day).overlap_days:
            raise NotPossible("overlap")
        may = offered(policy(), held, day) if held else ()
        note = Note.objects.filter(pk=key).first()
        length = min(old.until - old.since, timedelta(days=api_keys_on(day).longest_days))
        wish = Wish(
            account=old.account,
            post=post,
            scopes=[one for one in old.scopes.split() if one in may],
            label=(note.label if note else "") or key.hex(),
            until=day + length,
        )
        ends_on = min(day + timedelta(days=overlap), _days(old).last + timedelta(days=1))
        _end(old, "superseded", ends_on, about, day)
        made = _made(wish, about, day)
    seal()
    return made


def revoke(key: bytes, ground: str, about: Envelope, day: date) -> None:
    """The key is nothing from this moment on; raises `NotPossible`."""
    with writing():
        _end(_known(key), ground, day, about, day)
    seal()


def _made(wish: Wish, about: Envelope, day: date) -> Issued:
    if not Account.objects.filter(pk=wish.account, is_active=True).exists():
        raise NotPossible("account")
    scopes, label = tuple(sorted(set(wish.scopes))), wish.label.strip()
    wanted = Wanted(
        post=_post(wish.account, wish.post),
        scopes=scopes,
        label="" if has_personal_number(label) else label,
        days=Days(day, wish.until),
        known=working(wish.account, day),
    )
    why = why_not_issue(wanted, policy(), api_keys_on(day), day)
    if why is not None:
        raise NotPossible(why)
    text, kept = key_text.drawn()
    Note.objects.create(key=kept.id, label=label)
    event = ApiKeyIssued(
        key=kept.id,
        account=wish.account,
        post=wish.post,
        scopes=scopes,
        since=day,
        until=wish.until,
        digest=kept.digest,
    )
    record(event, apply.issued, about)
    return Issued(kept.id, text)


def _end(row: Key, ground: str, ends_on: date, about: Envelope, day: date) -> None:
    if ground not in {one.code for one in enum(GROUNDS).rows}:
        raise NotPossible("ground")
    why = why_not_end(_days(row), ends_on, day)
    if why is not None:
        raise NotPossible(why)
    record(ApiKeyRevoked(bytes(row.id), ground, ends_on), apply.revoked, about)


def _known(key: bytes) -> Key:
    found = Key.objects.filter(pk=key).first()
    if found is None:
        raise NotPossible("gone")
    return found


def _days(row: Key) -> Days:
    return Days(row.since, row.until, row.ends_on)


def _post(account: str, post: bytes) -> Held | None:
    found = Post.objects.filter(pk=post, account=account, dismissed_at=None).first()
    return held_of(found) if found else None
