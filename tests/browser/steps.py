"""A person at the site, and how many steps each errand takes.

A step is a screen the person goes through after the one they start from: every page that was loaded.
"""

from dataclasses import dataclass, field

from playwright.sync_api import Frame, Page, Response

from tests.browser.served import Site


@dataclass
class Person:
    """Somebody with a browser, on a page of the site."""

    page: Page
    site: Site
    prefix: str = ""
    visited: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("framenavigated", self._went)

    def _went(self, frame: Frame) -> None:
        address = frame.url.removeprefix(self.site.address)
        if frame == self.page.main_frame and address != "about:blank":
            self.visited.append(address)

    def start(self, address: str) -> Response | None:
        """Be on a page; from here steps are counted."""
        answer = self.page.goto(self.site.address + self.prefix + address)
        self.visited.clear()
        return answer

    def search(self, text: str) -> None:
        """Type into the search box of the page and press Enter."""
        box = self.page.get_by_role("searchbox").first
        box.fill(text)
        with self.page.expect_navigation():
            box.press("Enter")

    @property
    def steps(self) -> int:
        """How many pages were gone through since the start."""
        return len(self.visited)

    @property
    def text(self) -> str:
        """What the page says."""
        return self.page.locator("main").inner_text()
