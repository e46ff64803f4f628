"""The look keeps its promises: light, legible in both colour schemes, and under the content policy."""

import re
from gzip import compress
from pathlib import Path

import pytest

STATIC = Path("creditdelta") / "pages" / "static" / "pages"
STYLE_LIMIT, SCRIPT_LIMIT = 20 * 1024, 3 * 1024  # bytes, compressed
TEXT, SIGN = 4.5, 3.0  # least contrast of text, and of what must be seen without being read
PAIRS = [
    *(("ink", ground, TEXT) for ground in ("bg", "surface", "sunken")),
    *(("ink-2", ground, TEXT) for ground in ("bg", "surface", "sunken")),
    *(("link", ground, TEXT) for ground in ("bg", "surface", "sunken")),
    *((kind, f"{kind}-soft", TEXT) for kind in ("seal", "amber", "ok", "note")),
    *((kind, "surface", TEXT) for kind in ("seal", "amber", "ok", "note", "accent")),
    *((f"on-scale-{step}", f"scale-{step}", TEXT) for step in range(1, 6)),
    *(("ink", f"{kind}-soft", TEXT) for kind in ("seal", "amber", "ok", "note")),
    ("on-brand", "brand", TEXT),
    ("on-brand", "brand-deep", TEXT),
    ("on-button", "button", TEXT),
    ("on-button", "button-hover", TEXT),
    ("on-mark", "mark", TEXT),
    ("bg", "ink", TEXT),
    ("edge", "surface", SIGN),
    ("edge", "bg", SIGN),
    ("focus", "bg", SIGN),
    ("focus", "surface", SIGN),
    ("scale-4", "line", SIGN),
]
BLOCK = re.compile(r"([^{}]+){([^{}]*--bg:[^{}]*)}")


@pytest.fixture(scope="module")
def style(root: Path) -> str:
    return (root / STATIC / "site.css").read_text("utf-8")


def schemes(style: str) -> dict[str, dict[str, str]]:
    """Selector -> colour tokens, for each block on the screen that sets a scheme."""
    found = {}
    for selector, body in BLOCK.findall(style.split("@layer print {")[0]):
        tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", body))
        found[selector.strip().splitlines()[-1].strip()] = tokens
    return found


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 computes it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_style_and_script_are_light(root: Path) -> None:
    sizes = {
        end: sum(len(compress(file.read_bytes(), 9)) for file in (root / STATIC).glob(f"*.{end}"))
        for end in ("css", "js")
    }
    assert sizes["css"] <= STYLE_LIMIT
    assert sizes["js"] <= SCRIPT_LIMIT


def test_dark_is_the_same_wherever_it_is_said(style: str) -> None:
    found = schemes(style)
    assert len(found) == 3
    light, dark, by_system = found.values()
    assert dark == by_system
    assert light.keys() == dark.keys()


def test_every_pair_is_legible(style: str) -> None:
    for name, tokens in schemes(style).items():
        weak = {
            (front, ground): round(contrast(tokens[front], tokens[ground]), 2)
            for front, ground, least in PAIRS
            if contrast(tokens[front], tokens[ground]) < least
        }
        assert weak == {}, name


def test_every_colour_comes_from_a_token(style: str) -> None:
    rules = style.split("@layer base {")[1].split("@layer print {")[0]
    assert re.findall(r"#[0-9a-f]{3,8}\b", rules) == []


def test_no_template_needs_a_weaker_content_policy(texts: dict[str, str]) -> None:
    templates = {path: text for path, text in texts.items() if "/jinja2/" in path}
    assert templates
    for path, text in templates.items():
        assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", text), path
        assert all(" src=" in tag for tag in re.findall(r"<script[^>]*>", text)), path


def test_no_style_reaches_another_machine(texts: dict[str, str]) -> None:
    for path, text in texts.items():
        if path.endswith((".css", ".js")) and path.startswith("creditdelta/"):
            assert not re.search(r"https?://|@import|url\(//", text), path


def test_weak_contrast_would_be_seen() -> None:
    assert round(contrast("#ffffff", "#000000"), 1) == 21.0
    assert contrast("#d5dde1", "#f5f7f8") < SIGN
