"""Everything by keyboard: a skip link first, `/` to search, visible focus, no trap."""

from playwright.sync_api import Browser

from tests.browser.served import Site
from tests.browser.surfaces import FILES, Surface

_SEEN = """
() => {
    const one = document.activeElement, style = getComputedStyle(one);
    return [one.tagName, parseFloat(style.outlineWidth), style.outlineStyle];
}
"""


def test_the_first_stop_leads_to_the_content(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    page.goto(site.address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    page.close()


def test_slash_goes_to_the_search_box(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    page.goto(site.address + "/about/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.getAttribute('name')") == "q"
    assert page.get_by_role("searchbox").first.input_value() == ""
    page.close()


def test_every_stop_is_seen_and_none_is_a_trap(
    browser: Browser, site: Site, pages: tuple[Surface, ...]
) -> None:
    page = browser.new_page()
    for surface in pages:
        if surface.name in FILES | {"components"}:
            continue
        page.goto(site.address + surface.address)
        stops = 0
        while stops < 40:
            page.keyboard.press("Tab")
            tag, width, style = page.evaluate(_SEEN)
            if tag == "BODY":
                break
            stops += 1
            assert style != "none", surface.address
            assert width >= 2, surface.address
        assert stops > 5, surface.address
    page.close()
