"""Pictures of the main pages for the documents: `make screens`.

A demonstration is built and served, and each page is looked at wide, narrow and dark. The pictures are
of invented data and say so themselves.
"""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.served import Site, built, serving
from tests.browser.surfaces import Examples, examples

TARGET = Path(__file__).parents[2] / "docs" / "screens"
QUALITY = 80


def pictures(one: Examples) -> dict[str, str]:
    """Which pages are pictured, under which name."""
    subject = f"/subject/{one.code}/"
    return {
        "home": "/",
        "search": f"/search?q={one.name[:4]}",
        "archive": subject,
        "record": f"{subject}record/{one.record}/",
        "quality": "/quality/",
        "cities": "/cities/",
        "codes": f"/codes/?codes={one.code}",
        "standard": "/standards/penalty/",
    }


def main() -> None:
    """Build, serve, look, write."""
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        built(Path(folder))
        with serving(Path(folder)) as site, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            _all(browser, site)
            browser.close()


def _all(browser: Browser, site: Site) -> None:
    for name, address in pictures(examples(site)).items():
        _one(browser, site, address, name, 1280, "light")
        if name in ("home", "archive"):
            _one(browser, site, address, f"{name}-dark", 1280, "dark")
            _one(browser, site, address, f"{name}-narrow", 390, "light")


def _one(browser: Browser, site: Site, address: str, name: str, width: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto(site.address + address)
    page.evaluate("document.fonts.ready.then(() => 1)")
    page.screenshot(path=TARGET / f"{name}.jpeg", type="jpeg", quality=QUALITY, full_page=False)
    context.close()


if __name__ == "__main__":
    main()
