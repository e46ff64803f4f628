"""Every page under its own content policy: nothing is blocked, nothing is fetched from elsewhere."""

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Request, Response

from tests.browser.served import Site
from tests.browser.surfaces import FILES, Surface


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_pages_load_clean(
    browser: Browser, site: Site, pages: tuple[Surface, ...], scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    told: list[str] = []
    shown = [surface for surface in pages if surface.name not in FILES]
    addresses = {site.address + surface.address for surface in shown}

    def console(message: ConsoleMessage) -> None:
        loaded = message.text.startswith("Failed to load resource")
        refused = (
            loaded and message.location["url"] in addresses
        )  # the page itself, as it should be
        if message.type in ("error", "warning") and not refused:
            told.append(f"{page.url}: {message.text}")

    def asked(request: Request) -> None:
        if not request.url.startswith(site.address):
            told.append(f"{page.url} asks {request.url}")

    def answered(response: Response) -> None:
        if response.status >= 500 or ("/static/" in response.url and response.status >= 400):
            told.append(f"{response.status} {response.url}")

    page.on("console", console)
    page.on("request", asked)
    page.on("response", answered)
    for surface in shown:
        answer = page.goto(site.address + surface.address)
        assert answer is not None
        policy = answer.headers["content-security-policy"]
        assert "unsafe" not in policy
        assert page.locator("h1").count() == 1, surface.address
    context.close()
    assert told == []
