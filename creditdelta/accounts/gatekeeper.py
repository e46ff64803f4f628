"""May whoever sends this request have this page? Asked before every view, and by views about a target.

Clause  S6, S71. Every route names its operation; without one it is not routed at all. A view whose
operation is about a region, an office or an organisation must ask `permit` before it answers: one that
forgot is not answered.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial, wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from creditdelta.accounts.models import Account
from creditdelta.accounts.portal.desk import desk_of
from creditdelta.accounts.queries import posts_of
from creditdelta.accounts.reader import NOBODY, Held, Reader
from creditdelta.accounts.rules import Target, Verdict, Why, Wish, decide
from creditdelta.accounts.sign_in.standing import has_second_factor, proofs, proved_at
from creditdelta.accounts.walls import walled
from creditdelta.journal.synthetic import business_day
from creditdelta.pages.here import Desk
from creditdelta.pages.language import t
from creditdelta.pages.responses import refused
from creditdelta.rulebook.policy import policy
from creditdelta.rulebook.purposes import purposes

View = Callable[..., HttpResponse]
_DETOURS: dict[Why, str] = {
    "nobody": "account_login",
    "second_factor": "mfa_index",
    "stale": "account_reauthenticate",
}
_READ = ("GET", "HEAD")


class Refused(PermissionError):
    """The reader may not; the verdict says why."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.why)
        self.verdict = verdict


class NotAsked(RuntimeError):
    """A view about a target answered without asking who may: a fault of ours."""


def offered(view: View, operation: str) -> View:
    """The view behind its gate; `operation` can be read from it."""

    @wraps(view)
    def asked(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
        request.desk = partial(_desk, request)  # type: ignore[attr-defined]  # what pages/here.py asks
        try:
            enter(request, operation)
            with walled(reader_of(request), business_day()):
                response = view(request, *given, **named)
        except Refused as refusal:
            return _refusal(request, refusal.verdict.why)
        return left(request, response)

    asked.operation = operation  # type: ignore[attr-defined]
    return asked


def enter(request: HttpRequest, operation: str) -> None:
    """Whether the reader may do the operation on anything at all; raises `Refused`."""
    gate = _Gate(request, operation)
    request.gate = gate  # type: ignore[attr-defined]
    gate.ask(None, None)


def left(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer, if the view asked about its target where it should have; raises `NotAsked`."""
    gate: _Gate = request.gate  # type: ignore[attr-defined]
    if gate.owes and response.status_code < _REDIRECTS:
        raise NotAsked(gate.operation)
    return response


def permit(request: HttpRequest, target: Target, purpose: str | None = None) -> Held:
    """The post by which the reader may do the page's operation on a target; raises `Refused`."""
    gate: _Gate = request.gate  # type: ignore[attr-defined]
    return gate.ask(target, purpose)


def may(request: HttpRequest, operation: str, target: Target) -> bool:
    """Whether the reader may do another operation than the page's, so that a page can offer it."""
    return _Gate(request, operation).verdict(target, None).why in ("", "stale")


def purposes_for(request: HttpRequest, target: Target) -> list[str]:
    """The purposes for which the reader may do the page's operation on a target."""
    gate: _Gate = request.gate  # type: ignore[attr-defined]
    return [one for one in purposes() if gate.verdict(target, one).allowed]


def offices_of(request: HttpRequest) -> list[str]:
    """The offices the reader acts for, in the order of its posts."""
    return [post.office for post in reader_of(request).posts if post.office]


def reader_of(request: HttpRequest) -> Reader:
    """Who sends the request. Without a session cookie it is nobody, and nothing is looked up."""
    known: Reader | None = getattr(request, "reader", None)
    if known is None:
        known = _read(request) if settings.SESSION_COOKIE_NAME in request.COOKIES else NOBODY
        request.reader = known  # type: ignore[attr-defined]
    return known


_REDIRECTS = 300


class _Gate:
    """What a request asked of the table, and whether it still owes a question about its target."""

    def __init__(self, request: HttpRequest, operation: str) -> None:
        self.request, self.operation = request, operation
        row = policy().operations.get(operation)
        self.owes = row is not None and row.target != "none"

    def ask(self, target: Target | None, purpose: str | None) -> Held:
        verdict = self.verdict(target, purpose)
        if verdict.post is None:
            raise Refused(verdict)
        if target is not None:
            self.owes = False
        return verdict.post

    def verdict(self, target: Target | None, purpose: str | None) -> Verdict:
        wish = Wish(self.operation, target, purpose)
        return decide(policy(), reader_of(self.request), wish, datetime.now(UTC), business_day())


def _desk(request: HttpRequest) -> Desk:
    return desk_of(reader_of(request), request.path, request.GET, business_day())


def _read(request: HttpRequest) -> Reader:
    account = request.user
    if not isinstance(account, Account) or not account.is_active:
        return NOBODY
    shown = proofs(request, account)
    return Reader(
        account=account.pk,
        posts=posts_of(account.pk, business_day()),
        second_factor=has_second_factor(shown),
        proved_at=proved_at(shown),
        login=account.login,
    )


def _refusal(request: HttpRequest, why: Why) -> HttpResponse:
    """Where somebody can go on: to sign in, to a second factor; else a page that says why not."""
    if why in _DETOURS and request.method in _READ:
        part = HtmxDetails(request)  # of a page: it is the whole window that must go elsewhere
        page = part.current_url_abs_path if part else request.get_full_path()
        detour = f"{reverse(_DETOURS[why])}?{urlencode({'next': page or request.get_full_path()})}"
        return HttpResponseClientRedirect(detour) if part else HttpResponseRedirect(detour)
    title = t("没有权限", "Not allowed") if why not in _DETOURS else t("请先登录", "Sign in first")
    return refused(request, title, _sentence(why), status=403)


def _sentence(why: Why) -> str:
    if why in _DETOURS:
        return t(
            "您的登录已结束，或需要重新验证身份，所以这次提交没有办理。请点右上角登录或“我的账户”验证，"
            "再用浏览器的“后退”回到刚才的页面，填写的内容还在。",
            "You are signed in no longer, or have to prove again who you are: nothing was done. Sign in, or "
            "open “My account” at the top, then go back in the browser: what you filled in is still there.",
        )
    if why == "place":
        return t(
            "您的职务不包括这个地区、单位或组织。如果应当包括，请联系安全管理员。",
            "Your post does not reach this region, office or organisation. If it should, ask the "
            "security administrator.",
        )
    if why == "scope":
        return t(
            "这个接口密钥的范围不包括这项操作。请账户持有人另发一个包括它的密钥。",
            "This API key was not issued for this operation. Its account's owner can issue one that is.",
        )
    if why == "purpose":
        return t(
            "查看非公开信息须写明查询目的，且您的职务可以使用该目的。请返回选择。",
            "What is not public is shown for a purpose that your post may have. Go back and choose "
            "one.",
        )
    return t(
        "您的账户不能做这项操作。各角色可以做什么，见权限表；需要时请联系安全管理员。",
        "Your account may not do this. The table of rights says who may; if you should, ask the "
        "security administrator.",
    )
