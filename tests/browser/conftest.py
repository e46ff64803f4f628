"""One site and one browser for all browser tests of a process: both are costly to start."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.arriving import clicks_arrive
from tests.browser.served import Site, built_once, serving
from tests.browser.signed_pages import Window, windows
from tests.browser.surfaces import Surface, surfaces

# the same browser without windows, menus and what they preload: half the time of a whole one
SHELL = Path("/usr/bin/chromium-headless-shell")
CHROMIUM = str(SHELL) if SHELL.is_file() else "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own
    folder: Path = tmp_path_factory.mktemp("site")
    shutil.copytree(built_once(shared), folder, dirs_exist_ok=True)
    with serving(folder) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        clicks_arrive(patch)
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def window(browser: Browser, site: Site) -> Window:
    """Opens a window in which an account of the demonstration is signed in."""
    return windows(browser, site)


@pytest.fixture(scope="session")
def pages(site: Site) -> tuple[Surface, ...]:
    return surfaces(site)


@pytest.fixture
def seen(window: Window, site: Site) -> Iterator[Any]:
    """Opens a page as somebody, without scripts."""
    opened: list[BrowserContext] = []

    def page(login: str, address: str) -> Page:
        opened.append(window(login, java_script_enabled=False))
        found = opened[-1].new_page()
        found.goto(address if address.startswith("http") else site.address + address)
        return found

    yield page
    for context in opened:
        context.close()
