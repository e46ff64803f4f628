"""What the site says of itself, and what machines may collect."""

import re

import pytest
from django.test import Client


@pytest.mark.parametrize(
    "address", ["/about/", "/accessibility/", "/standards/", "/errors/", "/codes/"]
)
def test_pages_speak_both_languages(client: Client, address: str) -> None:
    assert 'lang="zh-Hans"' in client.get(address).content.decode()
    english = client.get(f"/en{address}").content.decode()
    main = english[english.index("<main") : english.index("</main>")]
    assert not re.findall(
        r"[\u4e00-\u9fff]{6,}", re.sub(r"<table.*?</table>", "", main, flags=re.S)
    )


def test_the_limits_are_said(client: Client) -> None:
    page = client.get("/about/").content.decode()
    for said in ("不涉及自然人", "只按完整代码查询", "不评分", "不收费", "待核", "Apache-2.0"):
        assert said in page


def test_machines_collect_the_handbook_and_no_archive(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /" in lines
    assert "Allow: /standards/" in lines
    assert "Allow: /en/standards/" in lines
    assert not [line for line in lines if line.startswith("Allow") and "subject" in line]
