"""Pages of somebody who has signed in, each on a look: what WCAG forbids on it, and that it fits.

A code is taken once, so each account signs in once a run, and every window takes over its session.
"""

from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.entering import entered
from tests.browser.served import Site
from tests.browser.test_accessible import Look, faults, ruled

Window = Callable[..., BrowserContext]
Opened = Callable[[Page, str, str], None]
Pages = Mapping[str, tuple[str, str]]  # name of a route: who looks at it, and the address


def windows(browser: Browser, site: Site) -> Window:
    """What opens a window in which an account is signed in: `window(login, **looks)`."""
    known: dict[str, Any] = {}

    def window(login: str, **looks: Any) -> BrowserContext:
        if login not in known:
            first = entered(browser, site, login)
            known[login] = first.storage_state()
            first.close()
        return browser.new_context(storage_state=known[login], **looks)

    return window


def wrong_on(
    window: Window, look: Look, start: str, pages: Pages, opened: Opened
) -> dict[str, Any]:
    """By route what is wrong with it. `start`: the site's address with the language's prefix."""
    wrong: dict[str, Any] = {}
    for login in sorted({who for who, _ in pages.values()}):
        context = window(
            login, viewport={"width": look.width, "height": 800}, color_scheme=look.scheme,
            device_scale_factor=look.scale, bypass_csp=True,
        )  # fmt: skip
        page = ruled(context).new_page()
        for name, (who, address) in pages.items():
            if who == login:
                opened(page, name, start + address)
                assert page.locator("h1").count() == 1, name
                assert page.evaluate("document.documentElement.scrollWidth") <= look.width, name
                wrong[name] = faults(page)
        context.close()
    return {name: found for name, found in wrong.items() if found}
