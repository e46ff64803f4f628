"""Who comes with this key, and which keys are there?

Clause  S6, S70. The first question stands before every request of a machine: one statement answers it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from creditdelta.accounts.models import Account, Post
from creditdelta.accounts.queries import held_of
from creditdelta.accounts.reader import Held, Reader
from creditdelta.accounts.walls import presenting
from creditdelta.api_keys.key_text import read, same
from creditdelta.api_keys.models import Key, Note
from creditdelta.api_keys.rules import Days, State, state_on, works
from creditdelta.journal.database import connection

_ASKED = """
SELECT k.digest, k.since, k.until, k.ends_on, a.is_active,
       n.key IS NOT NULL AND (n.last_used_on IS NULL OR n.last_used_on < %s),
       k.account, a.login, k.scopes, p.role, p.office, p.region, p.sector, p.subject, p.since, p.until
FROM api_keys_key k
JOIN accounts_account a ON a.id = k.account
JOIN accounts_post p ON p.id = k.post AND p.account = k.account AND p.dismissed_at IS NULL
LEFT JOIN api_keys_note n ON n.key = k.id
WHERE k.id = %s
"""
_USED = """
UPDATE api_keys_note SET last_used_on = %s
WHERE key = %s AND (last_used_on IS NULL OR last_used_on < %s)
"""


@dataclass(frozen=True, slots=True)
class Known:
    """A key as its owner and administrators see it. `post` None: it has ended."""

    id: bytes
    account: str
    login: str
    post: Held | None
    scopes: tuple[str, ...]
    label: str
    days: Days
    state: State
    issued_at: datetime
    last_used_on: date | None
    ground: str


def reader_of_key(text: str, day: date) -> Reader | None:
    """Who reads with a key on a day; None for a text that is no key, or one that does not work.

    The day of its last use is written down, once a day at most.
    """
    shown = read(text)
    if shown is None:
        return None
    with presenting(shown.id), connection().cursor() as cursor:
        cursor.execute(_ASKED, [day, shown.id])
        row = cursor.fetchone()
        if row is None or not same(bytes(row[0]), shown.digest):
            return None
        since, until, ends_on, active, unused = row[1:6]
        post = _held(*row[9:])
        if not works(state_on(Days(since, until, ends_on), post, bool(active), day)):
            return None
        if unused:
            cursor.execute(_USED, [day, shown.id, day])
    account, login, scopes = row[6:9]
    return Reader(
        account=account,
        posts=(post,),
        second_factor=True,  # nobody is issued a key without one
        login=login,
        scopes=frozenset(scopes.split()),
    )


def _held(
    role: str, office: str, region: str, sector: str, subject: bytes | None,
    since: date, until: date | None,
) -> Held:  # fmt: skip
    own = None if subject is None else bytes(subject)
    return Held(role, office, region, sector, own, since, until)


def working(account: str, day: date) -> int:
    """How many keys of an account have days left."""
    rows = Key.objects.filter(account=account, until__gte=day)
    return sum(row.ends_on is None or row.ends_on > day for row in rows.only("ends_on"))


def posts_held(account: str, day: date) -> dict[bytes, Held]:
    """The posts an account holds on a day, by id."""
    rows = Post.objects.filter(account=account, dismissed_at=None).order_by("appointed_at", "id")
    held = {bytes(row.id): held_of(row) for row in rows}
    return {id: post for id, post in held.items() if post.on(day)}


def keys_of(account: str, day: date) -> list[Known]:
    """The keys of an account, newest first."""
    return _known(Key.objects.filter(account=account), day)


def all_keys(day: date, first: int = 0, count: int | None = None) -> list[Known]:
    """Every key there is, newest first, or `count` of them from the `first` on."""
    rows = Key.objects.order_by("-issued_at", "-id")
    return _known(rows[first:] if count is None else rows[first : first + count], day)


def key(id: bytes, day: date) -> Known | None:
    """One key; None where there is none."""
    return next(iter(_known(Key.objects.filter(pk=id), day)), None)


def _known(rows: Iterable[Key], day: date) -> list[Known]:
    found = sorted(rows, key=lambda row: (row.issued_at, bytes(row.id)), reverse=True)
    accounts = Account.objects.in_bulk({row.account for row in found})
    ids = {bytes(row.post) for row in found}
    posts = {bytes(row.id): row for row in Post.objects.filter(pk__in=ids, dismissed_at=None)}
    notes = {bytes(row.key): row for row in Note.objects.filter(pk__in=[row.pk for row in found])}
    return [
        _one(
            row,
            accounts.get(row.account),
            posts.get(bytes(row.post)),
            notes.get(bytes(row.id)),
            day,
        )
        for row in found
    ]


def _one(
    row: Key, account: Account | None, post: Post | None, note: Note | None, day: date
) -> Known:
    days = Days(row.since, row.until, row.ends_on)
    held = held_of(post) if post is not None and post.account == row.account else None
    return Known(
        id=bytes(row.id),
        account=row.account,
        login=account.login if account else "",
        post=held,
        scopes=tuple(row.scopes.split()),
        label=note.label if note else "",
        days=days,
        state=state_on(days, held, account is not None and account.is_active, day),
        issued_at=row.issued_at,
        last_used_on=note.last_used_on if note else None,
        ground=row.ground,
    )
