"""What makes the desk quick is what we think it is: the version, its settings, no right too many."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import RequestFactory

from creditdelta.pages.here import here
from creditdelta.pages.samples import FOLDER

SCRIPT = FOLDER.parents[1] / "static" / "pages" / "desk.js"


def htmx() -> str:
    (place,) = finders.find("django_htmx/htmx-2.min.js", find_all=True)
    return Path(place).read_text("utf-8")


@pytest.fixture
def told(rf: RequestFactory, db: None) -> dict[str, Any]:
    """The settings as a page of the desk writes them."""
    page = render_to_string("pages/desk.html", {"here": here(rf.get("/desk/"))}, using="zh")
    written = re.search(r"name=\"htmx-config\" content='([^']*)'", page)
    assert written is not None
    found: dict[str, Any] = json.loads(written[1])
    return found


def test_the_version_is_one_we_know() -> None:
    assert re.search(r'version:"2\.0\.\d+"', htmx())


def test_every_setting_is_one_of_this_version(told: dict[str, Any]) -> None:
    for name in told:
        assert re.search(rf"\b{name}\b", htmx()), name


def test_nothing_is_made_from_text_and_nothing_is_remembered(told: dict[str, Any]) -> None:
    for forbidden in ("allowEval", "allowScriptTags", "includeIndicatorStyles"):
        assert told[forbidden] is False
    assert told["selfRequestsOnly"] is True
    assert told["historyCacheSize"] == 0  # no page of an office stays in the browser's store


def test_what_was_refused_is_shown(told: dict[str, Any]) -> None:
    def rule(status: str) -> dict[str, Any]:
        rules: list[dict[str, Any]] = told["responseHandling"]
        return next(one for one in rules if re.search(one["code"], status))

    assert rule("422") == rule("200") == rule("302")
    assert rule("403")["target"] == rule("500")["target"] == "#main"
    assert rule("204")["swap"] is False


def test_keys_press_what_stands_on_the_page() -> None:
    text = SCRIPT.read_text("utf-8")
    assert not re.search(r"fetch\(|innerHTML|eval|setInterval", text)
