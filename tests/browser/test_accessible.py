"""Every page, light and dark, wide, narrow and zoomed: nothing that WCAG 2.2 A and AA forbid.

The rules are those of axe-core (vendor/). Zooming to 200 % halves the width a page has.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.served import Site
from tests.browser.surfaces import FILES, Surface

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_RUN = """
async tags => {
    await document.fonts.ready;
    const wanted = {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']};
    const found = await axe.run(document, wanted);
    return found.violations.map(v => [v.id, v.help, v.nodes.slice(0, 3).map(n => n.html)]);
}
"""
_WIDER = "() => document.documentElement.scrollWidth - window.innerWidth"


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is looked at."""

    name: str
    width: int
    scheme: Literal["light", "dark"]
    scale: int = 1


LOOKS = (
    Look("wide light", 1280, "light"),
    Look("wide dark", 1280, "dark"),
    Look("narrow light", 390, "light"),
    Look("narrow dark", 390, "dark"),
    Look("zoomed", 640, "light", 2),
)


@pytest.mark.parametrize(
    ("prefix", "look"),
    [("", look) for look in LOOKS] + [("/en", LOOKS[0]), ("/en", LOOKS[3])],
    ids=lambda given: given if isinstance(given, str) else given.name,
)
def test_nothing_forbidden(
    browser: Browser, site: Site, pages: tuple[Surface, ...], prefix: str, look: Look
) -> None:
    context = browser.new_context(
        viewport={"width": look.width, "height": 800},
        color_scheme=look.scheme,
        device_scale_factor=look.scale,
        bypass_csp=True,  # the rules are put into the page by the test; the page itself runs under it
    )
    page = ruled(context).new_page()
    found: dict[str, Any] = {}
    for surface in pages:
        if surface.name not in FILES:
            page.goto(site.address + prefix + surface.address)
            found[surface.address] = faults(page)
    context.close()
    assert {address: faults for address, faults in found.items() if faults} == {}


def ruled(context: BrowserContext) -> BrowserContext:
    """The window, every page of which has the rules from its beginning: read once, not once a page."""
    context.add_init_script(path=str(AXE))
    return context


def faults(page: Page) -> list[Any]:
    """What is wrong with a page as it is looked at, in a window that is `ruled`."""
    faults: list[Any] = page.evaluate(_RUN, RULES)
    wider = page.evaluate(_WIDER)
    return [*faults, *([f"scrolls sideways by {wider} px"] if wider > 0 else [])]


@pytest.mark.parametrize("width", [320, 390])
def test_no_page_scrolls_sideways(
    browser: Browser, site: Site, pages: tuple[Surface, ...], width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 700})
    page = context.new_page()
    wider = {}
    for surface in pages:
        if surface.name not in FILES:
            page.goto(site.address + surface.address)
            wider[surface.address] = page.evaluate(_WIDER)
    context.close()
    assert {address: by for address, by in wider.items() if by > 0} == {}
