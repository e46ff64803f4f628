"""Somebody signs in to the demonstration, as its own page says one may."""

import time
import tomllib
from dataclasses import dataclass

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.served import Site

FILE = "demo-accounts.toml"
PERIOD = 30


@dataclass(frozen=True, slots=True)
class Secrets:
    """What a visitor types."""

    password: str
    secret: str

    def codes(self) -> list[str]:
        """The codes that are taken now, oldest first: each account takes each of them once."""
        now = int(time.time()) // PERIOD
        return [str(format_hotp_value(hotp_value(self.secret, now + step))) for step in (-1, 0, 1)]


def secrets_of(site: Site) -> Secrets:
    """The secrets of a demonstration."""
    told = tomllib.loads((site.home / FILE).read_text("utf-8"))
    return Secrets(told["password"], told["secret"])


def enter(page: Page, site: Site, login: str, password: str) -> None:
    """Send the sign-in form."""
    page.goto(f"{site.address}/account/sign-in/")
    page.get_by_label("登录名或电子邮箱").fill(login)
    page.get_by_label("密码").fill(password)
    with page.expect_navigation():
        page.get_by_role("button", name="登录", exact=True).click()


def show_code(page: Page, code: str) -> None:
    """Send a code, or a recovery code, where the second factor is asked for."""
    page.get_by_label("验证码或恢复码").fill(code)
    with page.expect_navigation():
        page.get_by_role("button", name="继续").click()


def entered(browser: Browser, site: Site, login: str, **looks: object) -> BrowserContext:
    """A browser window in which somebody is signed in fully."""
    context = browser.new_context(**looks)  # type: ignore[arg-type]
    page = context.new_page()
    known = secrets_of(site)
    enter(page, site, login, known.password)
    for code in known.codes():
        if page.url.endswith("/account/factors/sign-in/"):
            show_code(page, code)
    assert page.url == f"{site.address}/account/", page.inner_text("main")
    page.close()
    return context
