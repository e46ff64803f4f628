"""Where sign-in by allauth asks the house: who may, by which address, where to, and what is written down.

Clause  S70. Nobody makes an account for themselves here.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.stagekit import clear_login
from allauth.core import context
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from creditdelta.accounts.models import Account
from creditdelta.accounts.rules import is_fresh
from creditdelta.accounts.sign_in import log, standing
from creditdelta.accounts.sign_in.device import remember
from creditdelta.accounts.sign_in.kept import end_all, of_request
from creditdelta.accounts.sign_in.network import address_of
from creditdelta.accounts.sign_in.templates import SAID
from creditdelta.accounts.sign_in.tries import attempt
from creditdelta.accounts.sign_in.words import ERRORS
from creditdelta.facade.today import today
from creditdelta.journal.synthetic import business_day
from creditdelta.rulebook.lock import lock_on


class Adapter(DefaultAccountAdapter):
    """Signing in as this house wants it."""

    error_messages = {**DefaultAccountAdapter.error_messages, **ERRORS}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No: an administrator, an invitation or a trusted issuer makes accounts."""
        del request
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Account | None:
        """The account of what was typed; tries are counted."""
        return attempt(request, credentials.get("username", ""), credentials.get("password", ""))

    def get_client_ip(self, request: HttpRequest) -> str:
        """The sender's address, as far as our own proxies told it."""
        return address_of(request)

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Begin the session, under a new key."""
        super().login(request, user)
        of_request(request).begin()
        _note(request, user, "signed_in")

    def logout(self, request: HttpRequest) -> None:
        """End the session."""
        if isinstance(request.user, Account):
            log.written(request.user.pk, b"", "session", "signed_out")
        super().logout(request)

    def post_login(
        self, request: HttpRequest, user: AbstractBaseUser, **about: Any
    ) -> HttpResponse:
        """Where to go: who owes a second factor goes to set one up; a full sign-in knows its device."""
        response: HttpResponse = super().post_login(request, user, **about)
        vouched = getattr((about["signal_kwargs"] or {}).get("sociallogin"), "vouched", None)
        if vouched is not None and vouched.second_factor:
            record_authentication(request, user, standing.SECOND, type="oidc")
        shown = standing.proofs(request, _account(user))
        if standing.has_second_factor(shown) or not standing.wants_second_factor(str(user.pk)):
            remember(request, response, str(user.pk), lock_on(today()))
            return response
        return HttpResponseRedirect(reverse("mfa_index"))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The account's own page, from which all it may do is reached."""
        del request
        return reverse("own_account")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """The start page."""
        del request
        return reverse("home")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """The account's own page."""
        return self.get_login_redirect_url(request)

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Keep the new password, and end whatever was begun with the old one elsewhere."""
        super().set_password(user, password)
        here = context.request.session.session_key
        end_all(str(user.pk), but=here)
        log.written(str(user.pk), b"", "password", "password_set")

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """A disabled account is told what everybody is told."""
        del user
        clear_login(request)
        self.add_message(request, messages.ERROR, message=str(ERRORS["account_inactive"]))
        return HttpResponseRedirect(reverse("account_login"))

    def is_reauthentication_required(self, *, app: str, **about: Any) -> bool:
        """Not for a while after anything was shown: the sign-in itself counts."""
        del app, about
        user = context.request.user
        if not isinstance(user, Account):
            return True
        proved = standing.proved_at(standing.proofs(context.request, user))
        return not is_fresh(proved, timezone.now(), business_day())

    def add_message(self, request: HttpRequest, level: int, *given: Any, **about: Any) -> None:
        """A failure is said on the next page; what went well is seen there anyway."""
        del given
        if level >= messages.ERROR and about.get("message"):
            request.session[SAID] = str(about["message"])


def _note(request: HttpRequest, user: AbstractBaseUser, result: log.Result) -> None:
    account = _account(user)
    way = standing.way_of(standing.proofs(request, account))
    key = log.key_of(request, account.login, account.pk, lock_on(today()))
    log.written(account.pk, key, way, result)


def _account(user: AbstractBaseUser) -> Account:
    if not isinstance(user, Account):
        raise TypeError(f"AUTH_USER_MODEL is another: {type(user)}")
    return user
