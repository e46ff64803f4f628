"""A code of invitation: drawn, told once, kept as a keyed digest that is bound to one organisation.

Clause  S9, S70. What is kept cannot be used, nor tried without the deployment's key.
"""

import secrets
from datetime import date

from django.db.models import F

from creditdelta.journal.home import key
from creditdelta.kernel.keyed import opaque
from creditdelta.representation.models import Code, WrongCode
from creditdelta.representation.rules import ALPHABET, CODE_LENGTH, grouped, plain


def drawn(invitation: bytes, ref: bytes) -> str:
    """A new code for an invitation, as it is read out; only the letter that goes out says it again."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    Code.objects.create(digest=_digest(ref, code), invitation=invitation)
    return grouped(code)


def invited_by(ref: bytes, typed: str) -> bytes | None:
    """The invitation to an organisation whose code was typed; None for a wrong one."""
    found = Code.objects.filter(pk=_digest(ref, plain(typed))).first()
    return bytes(found.invitation) if found else None


def forgotten(invitation: bytes) -> None:
    """From now on the code is nothing."""
    Code.objects.filter(invitation=invitation).delete()


def wrong_codes(who: str, day: date) -> int:
    """How many wrong codes somebody typed on a day; `who`: an account, or a network."""
    found = WrongCode.objects.filter(key=_key(who), on=day).first()
    return found.count if found else 0


def was_wrong(who: str, day: date) -> None:
    """Count one more."""
    row, _ = WrongCode.objects.get_or_create(key=_key(who), on=day)
    WrongCode.objects.filter(pk=row.pk).update(count=F("count") + 1)


def _digest(ref: bytes, code: str) -> bytes:
    return opaque(key("identity"), "invitation", (ref.hex(), code))


def _key(who: str) -> bytes:
    return opaque(key("identity"), "wrong code", (who,))
