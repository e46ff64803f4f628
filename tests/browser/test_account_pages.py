"""Every page of somebody who has signed in: nothing WCAG forbids, nothing the content policy blocks."""

from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage

from creditdelta.project.account_urls import ROUTES
from tests.browser.entering import entered
from tests.browser.served import Site
from tests.browser.surfaces import BEHIND_SIGN_IN
from tests.browser.test_accessible import LOOKS, Look, faults, ruled

# who looks at it, and the address; pages that only take what is sent have none
PAGES: dict[str, tuple[str, str]] = {
    "own_account": ("demo.credit", "/account/"),
    "own_sessions": ("demo.credit", "/account/sessions/"),
    "account_logout": ("demo.credit", "/account/sign-out/"),
    "account_reauthenticate": ("demo.credit", "/account/confirm/"),
    "account_change_password": ("demo.credit", "/account/password/"),
    "account_set_password": ("demo.credit", "/account/no-password/"),
    "mfa_index": ("demo.credit", "/account/factors/"),
    "mfa_reauthenticate": ("demo.credit", "/account/factors/confirm/"),
    "mfa_deactivate_totp": ("demo.credit", "/account/factors/app/remove/"),
    "mfa_view_recovery_codes": ("demo.credit", "/account/factors/codes/"),
    "mfa_generate_recovery_codes": ("demo.credit", "/account/factors/codes/new/"),
    "mfa_list_webauthn": ("demo.credit", "/account/factors/keys/"),
    "mfa_add_webauthn": ("demo.credit", "/account/factors/keys/add/"),
    "mfa_activate_totp": ("demo.company", "/account/factors/app/"),
    "console_accounts": ("demo.system", "/console/accounts/"),
    "console_new": ("demo.system", "/console/accounts/new/"),
    "console_account": ("demo.security", "/console/accounts/"),
    "console_sign_ins": ("demo.audit", "/console/sign-ins/"),
    "console_appointments": ("demo.audit", "/console/appointments/"),
}
# seen in test_sign_in.py, or only sent to
ELSEWHERE = {
    "mfa_authenticate", "mfa_login_webauthn", "mfa_reauthenticate_webauthn", "mfa_edit_webauthn",
    "mfa_remove_webauthn", "console_keep", "console_posts", "openid_connect_login",
    "socialaccount_login_cancelled",
}  # fmt: skip


def test_every_route_is_looked_at() -> None:
    assert BEHIND_SIGN_IN - PAGES.keys() - ELSEWHERE == set()
    assert {row[2] for row in ROUTES} >= PAGES.keys()


@pytest.fixture(scope="session")
def states(browser: Browser, site: Site) -> dict[str, Any]:
    """How each of them is signed in: a code is taken once, so nobody signs in twice."""
    found = {}
    for login in sorted({login for login, _ in PAGES.values()}):
        context = entered(browser, site, login)
        found[login] = context.storage_state()
        context.close()
    return found


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("look", [LOOKS[0], LOOKS[3]], ids=lambda look: look.name)
def test_nothing_forbidden(
    browser: Browser, site: Site, states: dict[str, Any], prefix: str, look: Look
) -> None:
    found: dict[str, Any] = {}
    for login, state in states.items():
        context = browser.new_context(
            viewport={"width": look.width, "height": 800}, color_scheme=look.scheme,
            storage_state=state, bypass_csp=True,
        )  # fmt: skip
        found |= _looked(context, site, login, prefix)
        context.close()
    assert {address: faults for address, faults in found.items() if faults} == {}


def _looked(context: BrowserContext, site: Site, login: str, prefix: str) -> dict[str, Any]:
    page, found = ruled(context).new_page(), {}
    for name, (who, address) in PAGES.items():
        if who == login:
            answer = page.goto(site.address + prefix + address)
            assert answer is not None
            assert answer.status in (200, 404), address
            if name == "console_account":
                page.locator("tbody a").first.click()
            assert page.locator("h1").count() == 1, address
            found[f"{name} {prefix}"] = faults(page)
    return found


def test_nothing_is_blocked(browser: Browser, site: Site, states: dict[str, Any]) -> None:
    told: list[str] = []

    def console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "404" not in message.text:
            told.append(message.text)

    for login, state in states.items():
        context = browser.new_context(storage_state=state)
        page = context.new_page()
        page.on("console", console)
        for who, address in PAGES.values():
            if who == login:
                answer = page.goto(site.address + address)
                assert answer is not None
                assert "unsafe" not in answer.headers["content-security-policy"]
                assert answer.headers["cache-control"] == "private, no-store"
        context.close()
    assert told == []
