"""A login and a password were typed: who is it? One answer for whatever is wrong.

Clause  S70. An unknown login, a wrong password, a disabled account and a login that is held up cost the
same work and get the same sentence.
"""

from django.contrib.auth.hashers import make_password
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from creditdelta.accounts.models import Account
from creditdelta.accounts.sign_in import log
from creditdelta.accounts.sign_in.rules import held_up_until
from creditdelta.facade.today import today
from creditdelta.rulebook.lock import lock_on


def attempt(request: HttpRequest, typed: str, password: str) -> Account | None:
    """The account of a login name or e-mail address and its password; None where anything is wrong."""
    login = typed.strip().lower()
    figures, now = lock_on(today()), timezone.now()
    account = called(login)
    name = account.pk if account else ""
    key = log.key_of(request, login, name, figures)
    held = held_up_until(log.tries(key, now, figures), now, figures) is not None
    right = _fits(account, password)
    if held:
        log.written(name, key, "password", "held_up")
        return None
    if account is None or not right or not account.is_active:
        log.written(name, key, "password", "refused")
        return None
    log.written(name, key, "password", "passed")
    return account


def called(login: str) -> Account | None:
    """The account of a login name, or of an e-mail address that only one account has."""
    found = list(Account.objects.filter(Q(login=login) | Q(email=login, email__gt=""))[:2])
    return found[0] if len(found) == 1 else None


def _fits(account: Account | None, password: str) -> bool:
    """Whether the password is the account's; as slow for no account as for one."""
    if account is None:
        make_password(password)
        return False
    return account.check_password(password)
