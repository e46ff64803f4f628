"""Where there is no page, or one failed: a reader is told how to go on, and the database is left alone."""

import pytest
from django.test import Client, RequestFactory
from django.utils import translation

from creditdelta.pages.portal import failed


@pytest.mark.parametrize(
    ("address", "said"), [("/no/such/page/", "没有这个页面"), ("/en/no/such/page/", "no such page")]
)
def test_a_missing_page_offers_search_and_ways(client: Client, address: str, said: str) -> None:
    answer = client.get(address)
    page = answer.content.decode()
    assert answer.status_code == 404
    assert said in page
    assert page.count('role="search"') == 2
    assert "/codes/" in page[page.index("<main") :]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_failed_page_asks_no_database_and_says_what_to_report(language: str) -> None:
    with translation.override(language):
        answer = failed(RequestFactory().get("/quality/?q=110101199001010012"))
    page = answer.content.decode()
    assert answer.status_code == 500
    main = page[page.index("<main") : page.index("</main>")]
    assert "http://testserver/quality/</code>" in main
    assert "110101199001010012" not in main
