"""Whoever has a code of invitation comes to act for the organisation: signed in, or with a new account.

Clause  S9, S6. One answer for whatever is wrong with organisation or code; too many wrong ones a day, and
the account (or the network, where nobody signed in) is asked to come back tomorrow. The code is long
enough that it cannot be guessed, so nobody's tries close it for the organisation.
"""

from dataclasses import dataclass, field

from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters

from creditdelta.accounts.gatekeeper import reader_of
from creditdelta.accounts.keeping import WHYS as ACCOUNT_WHYS
from creditdelta.accounts.keeping import AccountRefused, make
from creditdelta.accounts.models import Account
from creditdelta.accounts.sign_in.network import address_of, network_of
from creditdelta.facade.today import today
from creditdelta.journal.services import envelope
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.errors import Words
from creditdelta.kernel.identifiers import uscc
from creditdelta.pages.environment import url
from creditdelta.pages.language import say, t
from creditdelta.pages.responses import page
from creditdelta.representation import codes, services
from creditdelta.representation.portal.desk import UNPROCESSABLE, organisation
from creditdelta.representation.words import LATER, WHYS
from creditdelta.rulebook.lock import lock_on
from creditdelta.rulebook.representation import representation_on

TOO_MANY = 429
NATION = "100000"
SELF = "invitation"  # who makes an account that comes to be by a code


@dataclass(frozen=True, slots=True)
class _Wrong:
    """What cannot be: fields with sentences, and the status of the answer."""

    said: dict[str, str] = field(default_factory=dict)
    status: int = UNPROCESSABLE


@sensitive_post_parameters("invitation", "password1", "password2")
def redeem(request: HttpRequest) -> HttpResponse:
    """The form, and what was typed into it."""
    sent, account = request.POST, reader_of(request).account
    wrong = _Wrong(status=200)
    if request.method == "POST":
        wrong = _redeemed(request, account)
        if not wrong.said:
            mine = url("mine") + "?" + urlencode({"of": uscc.compact(sent.get("code", ""))})
            entry = f"{url('account_login')}?{urlencode({'next': mine})}"
            return HttpResponseRedirect(mine if account else entry)
    context = {
        "signed_in": bool(account),
        "entry": f"{url('account_login')}?{urlencode({'next': url('invitation')})}",
        "typed": {name: sent.get(name, "") for name in ("code", "login")},
        "wrong": wrong.said,
        "errors": [{"id": name, "text": text} for name, text in wrong.said.items()],
        "rules": password_validators_help_texts(),
    }
    response = page(request, "representation/invitation.html", context, status=wrong.status)
    response["Cache-Control"] = "private, no-store"
    return response


def _redeemed(request: HttpRequest, account: str) -> _Wrong:
    """What is wrong; nothing where the account acts for the organisation from now on."""
    sent, day = request.POST, business_day()
    who = account or f"network {network_of(address_of(request), lock_on(today()))}"
    if codes.wrong_codes(who, day) >= representation_on(day).wrong_codes:
        return _Wrong({"invitation": say(LATER)}, TOO_MANY)
    ref = organisation(uscc.compact(sent.get("code", "")))
    try:
        services.redeem_anew(
            ref,
            sent.get("invitation", ""),
            lambda: account or _new_account(request),
            envelope(NATION, account or SELF),
            day,
        )
    except services.NotPossible as no:
        if no.why == "unknown":
            codes.was_wrong(who, day)
        return _Wrong({"invitation": say(WHYS[no.why])})
    except AccountRefused as no:
        return _Wrong({"login": say(Words(*ACCOUNT_WHYS[no.why]))})
    except ValidationError as no:
        return _Wrong({"password1": " ".join(no.messages)})
    return _Wrong()


def _new_account(request: HttpRequest) -> str:
    """An account with the password typed; it comes to be with the post, or not at all."""
    sent = request.POST
    first, login = sent.get("password1", ""), sent.get("login", "")
    if first != sent.get("password2", ""):
        raise ValidationError(t("两次输入的密码不一样。", "The two passwords differ."))
    validate_password(first, Account(login=login))
    made = make(login, "", envelope(NATION, SELF))
    made.set_password(first)
    made.save(update_fields=["password"])
    return made.pk
