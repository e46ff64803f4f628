"""How heavy are the pages: style and script as sent, and only the slices of the font that a page needs."""

import re
import urllib.request
from gzip import compress

from playwright.sync_api import Browser

from tests.browser.served import Site
from tests.browser.surfaces import FILES, Surface

MOST = 20 * 1024  # bytes, compressed
_FACE = re.compile(r"@font-face\s*{[^}]*}", re.DOTALL)
_FILE = re.compile(r"url\([\"']?([^)\"']+\.woff2)[\"']?\)")
_RANGE = re.compile(r"U\+([0-9a-f]+)(?:-([0-9a-f]+))?", re.IGNORECASE)


def read(address: str) -> bytes:
    with urllib.request.urlopen(address) as answer:
        body: bytes = answer.read()
        return body


def linked(text: str, end: str) -> list[str]:
    return re.findall(rf'(?:href|src)="([^"]+\.{end})"', text)


def test_style_and_script_are_light(site: Site, pages: tuple[Surface, ...]) -> None:
    found = {"css": set[str](), "js": set[str]()}
    for surface in pages:
        if surface.name not in FILES | {"not_found"} and "/subject/9131000" not in surface.address:
            text = opened(site, surface)
            for end, addresses in found.items():
                addresses.update(linked(text, end))
    sizes = {
        end: sum(
            len(compress(read(site.address + one), 9)) for one in addresses if "font" not in one
        )
        for end, addresses in found.items()
    }
    assert found["css"]
    assert sizes["css"] <= MOST
    assert sizes["js"] <= MOST


def opened(site: Site, surface: Surface) -> str:
    try:
        return read(site.address + surface.address).decode()
    except urllib.error.HTTPError as told:  # a page that says why there is nothing
        return told.read().decode()


def faces(site: Site) -> dict[str, list[tuple[int, int]]]:
    """Each file of the font and the characters it holds."""
    found: dict[str, list[tuple[int, int]]] = {}
    for sheet in linked(read(site.address + "/").decode(), "css"):
        for face in _FACE.findall(read(site.address + sheet).decode()):
            name = _FILE.search(face)
            if name is not None and "unicode-range" in face:
                ranges = _RANGE.findall(face.split("unicode-range")[1])
                listed = [(int(a, 16), int(b or a, 16)) for a, b in ranges]
                found[name[1].rsplit("/", 1)[-1]] = listed
    return found


def test_only_slices_that_are_needed(
    browser: Browser, site: Site, pages: tuple[Surface, ...]
) -> None:
    held = faces(site)
    assert len(held) > 50
    style = "".join(
        read(site.address + one).decode() for one in linked(opened(site, pages[0]), "css")
    )
    drawn = {ord(sign) for text in re.findall(r"content:\s*\"([^\"]*)\"", style) for sign in text}
    for surface in pages:
        if surface.name in FILES:
            continue
        context = browser.new_context()
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda one, asked=asked: asked.append(one.url))
        page.goto(site.address + surface.address)
        page.evaluate("document.fonts.ready.then(() => 1)")
        signs = drawn | {ord(sign) for sign in page.content()}
        context.close()
        for name in {url.rsplit("/", 1)[-1] for url in asked if url.endswith(".woff2")}:
            needed = any(a <= sign <= b for a, b in held[name] for sign in signs)
            assert needed, f"{surface.address} fetched {name}"
