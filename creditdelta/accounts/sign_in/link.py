"""A link by which somebody sets a password: good once, for one account, for some hours.

Clause  S70.
Data    rulebook/policy/lock.toml (link_hours)
"""

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from creditdelta.accounts.models import Account
from creditdelta.accounts.queries import administers
from creditdelta.facade.today import today
from creditdelta.journal.synthetic import business_day
from creditdelta.rulebook.lock import lock_on

_SALT = "creditdelta.link"
_HOUR = 3600


def secret_for(account: Account) -> str:
    """The secret part of the link's address."""
    return signing.dumps([account.pk, _state(account)], salt=_SALT)


def account_of(secret: str) -> Account | None:
    """Whose link this is; None where it is forged, too old, or was used."""
    longest = lock_on(today()).link_hours * _HOUR
    try:
        account_id, state = signing.loads(secret, salt=_SALT, max_age=longest)
    except signing.BadSignature:
        return None
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    if account is None or not constant_time_compare(state, _state(account)):
        return None
    return account


def _state(account: Account) -> str:
    """Changes with the password, and when an administrator's post is given: then the link ends.

    Who made an account knows its link, and must not get by it at a post that two people gave.
    """
    told = f"{account.pk} {account.password} {administers(account.pk, business_day())}"
    return salted_hmac(_SALT, told, algorithm="sha256").hexdigest()
