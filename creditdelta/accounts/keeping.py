"""Accounts are made, disabled, unlocked; a link lets somebody set a password. Decided and recorded.

Clause  S6, S70. No administrator acts on an account of their own. Who gives links cannot remove second
factors, and the other way round; nobody resets an administrator's, and a link made before such a post
was given ends with it: so no single administrator can take an account over.
"""

import re
from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from creditdelta.accounts import apply
from creditdelta.accounts.events import AccountChanged, Change
from creditdelta.accounts.models import Account
from creditdelta.accounts.queries import administers
from creditdelta.accounts.sign_in import link, log
from creditdelta.accounts.sign_in.kept import end_all
from creditdelta.facade.today import today
from creditdelta.journal.database import writing
from creditdelta.journal.services import Envelope, record
from creditdelta.journal.synthetic import business_day
from creditdelta.pages.personal import has_personal_number
from creditdelta.rulebook.lock import lock_on

LOGIN = re.compile(r"[a-z][a-z0-9._-]{2,63}")


class AccountRefused(ValueError):
    """It cannot be done to this account; `why` is a word of `WHYS`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


WHYS = {
    "login": (
        "登录名须为 3 到 64 位，以小写字母开头，只含小写字母、数字和 . _ -，不能是电话或证件号码",
        "a login has 3 to 64 signs, begins with a letter, holds small letters, digits and . _ - "
        "only, and is no telephone or personal number",
    ),
    "taken": ("这个登录名已有人用", "this login is taken"),
    "email": ("电子邮箱的写法不对", "this is no e-mail address"),
    "account": ("没有这个账户", "there is no such account"),
    "own": ("不能对自己的账户做这件事", "this is not done to one's own account"),
    "administrator": (
        "管理员的账户不能由一个人重设：请安全管理员先免去职务",
        "no single person resets an administrator's account: first let the post be ended",
    ),
    "act": ("没有这种操作", "there is no such act"),
    "state": ("这个账户已经是这样了", "the account is so already"),
}


def make(login: str, email: str, about: Envelope) -> Account:
    """A new account without a password; a link lets its owner set one."""
    login, email = login.strip().lower(), email.strip().lower()
    if not LOGIN.fullmatch(login) or has_personal_number(login):
        raise AccountRefused("login")
    if email:
        try:
            validate_email(email)
        except ValidationError:
            raise AccountRefused("email") from None
    with writing():
        if Account.objects.filter(login=login).exists():
            raise AccountRefused("taken")
        made = Account(login=login, email=email)
        made.set_unusable_password()
        made.save()
        record(AccountChanged(made.pk, "made"), apply.changed, about)
    return made


def disable(account: str, about: Envelope) -> None:
    """From now on the account cannot sign in, and is signed in nowhere."""
    _change(account, "disabled", about, lambda one: one.is_active)
    end_all(account)


def enable(account: str, about: Envelope) -> None:
    """The account may sign in again."""
    _change(account, "enabled", about, lambda one: not one.is_active)


def unlock(account: str, about: Envelope) -> int:
    """Let tries that are held up begin anew; returns in how many places they were."""
    _change(account, "unlocked", about)
    return log.unlock(account, timezone.now(), lock_on(today()))


def give_link(account: str, about: Envelope) -> str:
    """The secret of a link by which the account's owner sets a password; the old password ends."""
    _not_an_administrators(account)
    _change(account, "link_given", about, lambda one: one.is_active)
    one = Account.objects.get(pk=account)
    one.set_unusable_password()
    one.save(update_fields=["password"])
    end_all(account)
    return link.secret_for(one)


def remove_factors(account: str, about: Envelope) -> None:
    """The account's second factors end; its owner sets up new ones at the next sign-in."""
    _not_an_administrators(account)
    _change(account, "factors_removed", about)
    Authenticator.objects.filter(user_id=account).delete()
    end_all(account)


def _not_an_administrators(account: str) -> None:
    if administers(account, business_day()):
        raise AccountRefused("administrator")


def _change(
    account: str, change: Change, about: Envelope, possible: Callable[[Account], bool] | None = None
) -> None:
    if about.actor == account:
        raise AccountRefused("own")
    with writing():
        found = Account.objects.filter(pk=account).first()
        if found is None:
            raise AccountRefused("account")
        if possible is not None and not possible(found):
            raise AccountRefused("state")
        record(AccountChanged(account, change), apply.changed, about)
