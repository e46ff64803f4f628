"""The consoles of the system administrator and of the security administrator: accounts and posts.

Clause  S6, S70. The one makes and disables accounts, the other appoints and dismisses; neither does both.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from creditdelta.accounts import keeping, services
from creditdelta.accounts.gatekeeper import reader_of
from creditdelta.accounts.listing import known, page_of
from creditdelta.accounts.models import Account
from creditdelta.accounts.places import office_name, post_of
from creditdelta.accounts.reader import Held
from creditdelta.accounts.rules import Wish, decide
from creditdelta.accounts.sign_in import link
from creditdelta.facade.today import today
from creditdelta.journal.services import Envelope, envelope, seal
from creditdelta.journal.synthetic import business_day
from creditdelta.pages.environment import url
from creditdelta.pages.here import here
from creditdelta.pages.language import t
from creditdelta.pages.responses import asked_page, page, refused
from creditdelta.rulebook.lock import lock_on
from creditdelta.rulebook.policy import NEVER_APPOINTED, Role, policy

NATION = "100000"
PER_PAGE = 50


def accounts(request: HttpRequest) -> HttpResponse:
    """Every account with its posts, newest first; found by the beginning of its login."""
    asked = request.GET.get("login", "").strip().lower()
    found = page_of(asked, asked_page(request), PER_PAGE)
    context = {
        "found": found,
        "asked": asked,
        "may": _may(request),
        "roles": policy().roles,
        "office_name": office_name,
    }
    return page(request, "accounts/console_accounts.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Make an account; its link is shown once."""
    typed = {name: request.POST.get(name, "") for name in ("login", "email")}
    error = ""
    if request.method == "POST":
        try:
            made = keeping.make(typed["login"], typed["email"], _about(request))
        except keeping.AccountRefused as why:
            error = t(*keeping.WHYS[why.why])
        else:
            seal()
            return _letter(request, made, link.secret_for(made))
    return page(request, "accounts/console_new.html", {"typed": typed, "error": error})


def account(request: HttpRequest, account: str) -> HttpResponse:
    """One account: its state, its posts, what waits for a second person, and what can be done."""
    return _shown(request, account)


@require_POST
def keep(request: HttpRequest, account: str) -> HttpResponse:
    """What the system administrator does to an account."""
    acts: Mapping[str, Callable[..., object]] = {
        "disable": keeping.disable,
        "enable": keeping.enable,
        "unlock": keeping.unlock,
    }
    wanted = request.POST.get("act", "")
    try:
        if wanted == "link":
            secret = keeping.give_link(account, _about(request))
            seal()
            return _letter(request, Account.objects.get(pk=account), secret)
        if wanted not in acts:
            raise keeping.AccountRefused("act")
        acts[wanted](account, _about(request))
    except keeping.AccountRefused as why:
        return _shown(request, account, t(*keeping.WHYS[why.why]))
    seal()
    return HttpResponseRedirect(reverse("console_account", args=[account]))


@require_POST
def posts(request: HttpRequest, account: str) -> HttpResponse:
    """What the security administrator does: posts given, proposed, confirmed, ended; factors removed."""
    try:
        _act(request, account, request.POST.get("act", ""))
    except services.AppointmentRefused as why:
        return _shown(request, account, t(*services.WHYS[why.why]))
    except keeping.AccountRefused as why:
        return _shown(request, account, t(*keeping.WHYS[why.why]))
    seal()
    return HttpResponseRedirect(reverse("console_account", args=[account]))


def _act(request: HttpRequest, account: str, act: str) -> None:
    about, day = _about(request), business_day()
    if act == "appoint":
        services.give(account, _wanted(request.POST, day), about, day)
    elif act == "factors":
        keeping.remove_factors(account, about)
    elif act in ("dismiss", "confirm", "withdraw"):
        try:
            post = bytes.fromhex(request.POST.get("post", ""))
        except ValueError:
            raise services.AppointmentRefused("gone") from None
        if act == "dismiss":
            services.dismiss(post, about)
        elif act == "confirm":
            services.confirm(post, about, day)
        else:
            services.withdraw(post, about)
    else:
        raise keeping.AccountRefused("act")


def _wanted(sent: Mapping[str, Any], day: date) -> Held:
    """The post a form asks for; raises `AppointmentRefused` where it is none."""
    try:
        until = date.fromisoformat(str(sent.get("until"))) if sent.get("until") else None
    except ValueError:
        raise services.AppointmentRefused("days") from None
    return post_of(str(sent.get("role", "")), str(sent.get("office", "")).strip(), day, until)


def _shown(request: HttpRequest, account: str, error: str = "") -> HttpResponse:
    found = known(account)
    if found is None:
        sentence = t("账户已不在，或地址写错。", "The account is gone, or the address is mistyped.")
        return refused(request, t("没有这个账户", "There is no such account"), sentence, 404)
    context = {
        "one": found,
        "error": error,
        "may": _may(request),
        "own": found.id == reader_of(request).account,
        "roles": policy().roles,
        "given": _given(),
        "office_name": office_name,
    }
    return page(request, "accounts/console_account.html", context, status=409 if error else 200)


def _given() -> list[Role]:
    """Roles that an administrator gives; organisations' own are given by invitation."""
    roles = policy().roles.values()
    return [one for one in roles if one.id not in NEVER_APPOINTED and one.bound != "subject"]


def _may(request: HttpRequest) -> dict[str, str]:
    """For each operation of a console: "" where the reader may, else why not."""
    reader, now, day = reader_of(request), datetime.now(UTC), business_day()
    return {
        name.partition(".")[2]: decide(policy(), reader, Wish(name), now, day).why
        for name in ("account.make", "account.appoint")
    }


def _letter(request: HttpRequest, account: Account, secret: str) -> HttpResponse:
    """The link, shown once, to be printed or handed over."""
    address = here(request).root + url("account_link", secret)
    context = {"account": account, "address": address, "hours": lock_on(today()).link_hours}
    response = page(request, "accounts/console_link.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def _about(request: HttpRequest) -> Envelope:
    return envelope(NATION, reader_of(request).account)
