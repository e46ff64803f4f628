"""What happens to second factors is written down, and a factor just set up counts in its session."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed
from django.http import HttpRequest

from creditdelta.accounts.models import Account
from creditdelta.accounts.sign_in import log
from creditdelta.accounts.sign_in.standing import SECOND
from creditdelta.facade.today import today
from creditdelta.rulebook.lock import lock_on


def connect() -> None:
    """Listen; called once, when the framework is up."""
    authenticator_added.connect(_added, dispatch_uid="creditdelta.added")
    authenticator_removed.connect(_removed, dispatch_uid="creditdelta.removed")
    authentication_failed.connect(_failed, dispatch_uid="creditdelta.failed")


def _added(request: HttpRequest, user: Account, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        return
    # It was just shown: its code or its signature was checked a moment ago.
    record_authentication(request, user, SECOND, id=authenticator.pk, type=authenticator.type)
    log.written(user.pk, b"", authenticator.type, "factor_added")


def _removed(request: HttpRequest, user: Account, authenticator: Authenticator, **_: Any) -> None:
    del request
    log.written(user.pk, b"", authenticator.type, "factor_removed")


def _failed(request: HttpRequest, user: Account, authenticator: Authenticator, **_: Any) -> None:
    key = log.key_of(request, user.login, user.pk, lock_on(today()))
    log.written(user.pk, key, authenticator.type, "refused")
