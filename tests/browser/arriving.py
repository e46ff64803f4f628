"""A click counts as done when the page it leads to has been read.

The browser's driver waits until that page begins to come. What a test then asks at once (how many, what
text, is it there) would be answered by half a page on a busy machine.
"""

from typing import Any

import pytest
from playwright.sync_api import Locator


def clicks_arrive(patch: pytest.MonkeyPatch) -> None:
    """Let every click wait for the page that came of it; where none came, it waits for nothing."""
    begun = Locator.click

    def click(self: Locator, **how: Any) -> None:
        begun(self, **how)
        self.page.wait_for_load_state("domcontentloaded")

    patch.setattr(Locator, "click", click)
