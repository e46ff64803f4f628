"""Whoever has the link sets the account's password, once.

Clause  S70.
"""

from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from creditdelta.accounts.models import Account
from creditdelta.accounts.sign_in import log
from creditdelta.accounts.sign_in.link import account_of
from creditdelta.pages.language import t
from creditdelta.pages.responses import page, refused


@sensitive_post_parameters()
def set_password(request: HttpRequest, secret: str) -> HttpResponse:
    """The form, and what was typed into it."""
    account = account_of(secret)
    if account is None:
        sentence = t(
            "链接用过了、过期了，或者抄错了。请管理员重新发一个。",
            "It was used, has ended, or was copied wrongly. Ask the administrator for a new one.",
        )
        return refused(request, t("这个链接不能用", "This link does not work"), sentence, 404)
    errors: list[str] = []
    if request.method == "POST":
        first, second = request.POST.get("password1", ""), request.POST.get("password2", "")
        errors = _wrong(account, first, second)
        if not errors:
            account.set_password(first)
            account.save(update_fields=["password"])
            log.written(account.pk, b"", "link", "password_set")
            return HttpResponseRedirect(reverse("account_login"))
    context = {"login": account.login, "errors": errors, "rules": password_validators_help_texts()}
    response = page(request, "accounts/set_password.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def _wrong(account: Account, first: str, second: str) -> list[str]:
    if first != second:
        return [t("两次输入的密码不一样。", "The two passwords differ.")]
    try:
        validate_password(first, account)
    except ValidationError as refusal:
        return list(refusal.messages)
    return []
