"""The page of components shows every one of them, in both languages, and says what each is for."""

import re

import pytest
from django.test import Client

from creditdelta.pages import samples

PAGE = samples.FOLDER.parent / "pages" / "components.html"


def macros() -> set[str]:
    texts = [path.read_text(encoding="utf-8") for path in samples.FOLDER.glob("*.html")]
    return {name for text in texts for name in re.findall(r"{% macro ([a-z]\w*)\(", text)}


def test_every_component_is_documented() -> None:
    assert {one.name for one in samples.components()} == macros()
    assert len(macros()) == len(samples.components()) > 25


def test_every_component_is_shown() -> None:
    text = PAGE.read_text(encoding="utf-8")
    shown = set(re.findall(r"(\w+)\(", text))
    assert macros() - shown == set()


@pytest.mark.parametrize("address", ["/components/", "/en/components/"])
def test_the_page_shows_both_schemes(client: Client, address: str) -> None:
    text = client.get(address).content.decode()
    light, dark = text.split('data-theme="light"')[1].split('data-theme="dark"')
    for part in (light, dark):
        assert 'class="tag tag-serious"' in part
        assert samples.CODE[:8] in part
    identifiers = re.findall(r'\sid="([^"]+)"', text)
    assert sorted(identifiers) == sorted(set(identifiers))


def test_a_code_is_copied_whole(client: Client) -> None:
    text = client.get("/components/").content.decode()
    shown = re.search(r'<code class="uscc-code">(<span>.*?)</code>', text)
    assert shown is not None
    groups = re.findall(r"<span>([^<]*)</span>", shown[1])
    assert [len(group) for group in groups] == [8, 9, 1]
    assert "".join(groups) == samples.CODE == re.sub("<[^>]+>", "", shown[1])


def test_english_is_english(client: Client) -> None:
    text = client.get("/en/components/").content.decode()
    body = text.split("<main", 1)[1].split("</main>")[0]
    assert re.findall("[\u4e00-\u9fff]", body) == []
