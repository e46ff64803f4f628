"""My account: which posts it holds, what it may go on to, where it is signed in.

Clause  S6, S70.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from allauth.account import views as allauth
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from creditdelta.accounts.gatekeeper import View, reader_of
from creditdelta.accounts.models import Account, KeptSession
from creditdelta.accounts.places import office_name
from creditdelta.accounts.portal.sessions import listed
from creditdelta.accounts.portal.ways import ways_on
from creditdelta.accounts.sign_in.adapter import Adapter
from creditdelta.accounts.sign_in.issuers import issuers
from creditdelta.accounts.sign_in.kept import end_all
from creditdelta.accounts.sign_in.second_factor import Adapter as Factors
from creditdelta.accounts.sign_in.second_factor import has_factor
from creditdelta.accounts.sign_in.words import FACTOR_ERRORS
from creditdelta.journal.synthetic import business_day
from creditdelta.pages.language import t
from creditdelta.pages.responses import page, refused
from creditdelta.rulebook.policy import policy


def signed_in(view: View) -> View:
    """A page of one's own: who has not signed in is asked to."""

    @wraps(view)
    def asked(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
        return login_required(view)(request, *given, **named)

    return asked


@signed_in
def account(request: HttpRequest, also: Mapping[str, Any] | None = None) -> HttpResponse:
    """The account's posts, what they open, and the state of its factors.

    `also`: what a higher slice has to say there.
    """
    reader, day = reader_of(request), business_day()
    context = {
        "reader": reader,
        "day": day,
        "roles": policy().roles,
        "ways": ways_on(reader, day),
        "office_name": office_name,
        "factor": has_factor(reader.account),
        "demanded": any(policy().roles[post.role].second_factor for post in reader.posts),
        "password": isinstance(request.user, Account) and request.user.has_usable_password(),
        **(also or {}),
    }
    return page(request, "accounts/own.html", context)


@signed_in
def sessions(request: HttpRequest) -> HttpResponse:
    """Where the account is signed in; sent: end one of them, or all the others."""
    mine = reader_of(request).account
    here = request.session.session_key
    if request.method == "POST":
        if request.POST.get("end") == "others":
            end_all(mine, but=here)
        else:
            wanted = request.POST.get("end", "")
            rows = KeptSession.objects.filter(account=mine, expire_date__gt=timezone.now())
            keys = [row.session_key for row in rows if listed(row, here).id == wanted]
            KeptSession.objects.filter(session_key__in=keys).delete()
        return HttpResponseRedirect(reverse("own_sessions"))
    rows = KeptSession.objects.filter(account=mine, expire_date__gt=timezone.now())
    shown = [listed(row, here) for row in rows.order_by("-seen_at")]
    return page(request, "accounts/sessions.html", {"sessions": shown})


@signed_in
def no_password(request: HttpRequest) -> HttpResponse:
    """An account that signs in elsewhere has no password here to change."""
    sentence = t(
        "这个账户用统一身份认证登录，在这里没有密码。",
        "This account signs in by an issuer of identities and has no password here.",
    )
    return refused(request, t("没有密码", "No password"), sentence, status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: what was asked for cannot be proved or is not allowed."""
    del exception
    sentence = t(
        "这一步需要再次证明是您本人，而这个账户在这里没有可用的方式。请退出后重新登录，再来一次。",
        "This step needs another proof that it is you, and the account has none to show here. Sign "
        "out, sign in again and come back.",
    )
    return refused(request, t("没有权限", "Not allowed"), sentence, status=403)


def not_from_here(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form that this browser did not get from us, or got too long ago."""
    del reason
    sentence = t(
        "表单不是从本站打开的，或者打开得太久了。没有做任何改动。请返回，刷新页面后再提交。",
        "The form was not opened here, or too long ago. Nothing was changed. Go back, load the page "
        "again and send it once more.",
    )
    return refused(request, t("没有收下这个表单", "The form was not taken"), sentence, status=403)


def cancelled(request: HttpRequest) -> HttpResponse:
    """Somebody turned back at an issuer."""
    said = t("您在统一身份认证处取消了登录。", "You turned back at the issuer.")
    Adapter(request).add_message(request, messages.ERROR, message=said)
    return HttpResponseRedirect(reverse("account_login"))


class _SignIn(allauth.LoginView):
    """Signing in, with the issuers that may vouch: the form that leads there may leave this site."""

    def dispatch(self, request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
        response: HttpResponse = super().dispatch(request, *given, **named)
        elsewhere = [one.origin for one in issuers()]
        if elsewhere:
            response._csp_update = {"form-action": elsewhere}  # type: ignore[attr-defined]
        return response

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        return {**super().get_context_data(**given), "issuers": issuers()}


class _RemoveKey(RemoveWebAuthnView):
    """Removing a passkey; not the last factor of an account whose posts demand one."""

    def form_valid(self, form: Any) -> HttpResponse:
        if not Factors().can_delete_authenticator(self.get_object()):
            said = str(FACTOR_ERRORS["cannot_delete_authenticator"])
            Adapter(self.request).add_message(self.request, messages.ERROR, message=said)
            return HttpResponseRedirect(reverse("mfa_index"))
        response: HttpResponse = super().form_valid(form)
        return response


sign_in: Callable[..., HttpResponse] = _SignIn.as_view()
remove_key: Callable[..., HttpResponse] = _RemoveKey.as_view()
