"""Odd and hostile requests: answered as what they are, reaching nothing they should not."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from creditdelta.kernel.errors import Words
from creditdelta.pages.tables import Column, Table, exported
from creditdelta.search.tests.scenes import followed, registers
from tests.security.every_route import addresses

pytestmark = pytest.mark.usefixtures("ledger")
HOSTILE = "\"><script>alert(1)</script>'\\</title>"
INJECTIONS = (
    "' OR '1'='1", "公司' OR 1=1 --", "公司%' UNION SELECT body FROM journal_event --",
    "\"; DROP TABLE search_entry; --", "公司\\", "%", "_", "公司' AND (SELECT 1) --",
)  # fmt: skip
METHODS = ("TRACE", "PUT", "PATCH", "DELETE", "CONNECT", "PROPFIND")


def found(client: Client, typed: str) -> int:
    """How many organisations a page of results links to."""
    page = client.get("/search", {"q": typed}).content.decode()
    return len(set(re.findall(r'href="(/subject/[0-9A-Z]{18}/)', page)))


@pytest.fixture
def known(ledger: Path, tmp_path: Path) -> None:
    """A few organisations that a statement gone wrong would show."""
    registers(tmp_path, [f"上海示例{n}商贸有限公司" for n in "甲乙丙"])
    followed()


def test_an_address_is_decoded_once(client: Client) -> None:
    page = client.get("/search?q=%253Cb%253E").content.decode()
    assert "%3Cb%3E" in page
    assert "&lt;b&gt;" not in page


def test_links_quote_what_was_typed(client: Client) -> None:
    page = client.get("/search", {"q": HOSTILE}).content.decode()
    assert "<script>alert" not in page
    for link in page.split('href="')[1:]:
        address = link.split('"')[0]
        assert address.startswith(("/", "#", "http://testserver/", "?", "data:,")), address
        assert "<" not in address


def test_a_json_answer_holds_hostile_text() -> None:
    table = Table("x", Words("甲", "a"), (Column("name", Words("名", "name")),), [[HOSTILE]])
    told = json.loads(exported(table, "json", {"address": HOSTILE}))
    assert told == {"address": HOSTILE, "rows": [{"name": HOSTILE}]}


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_no_cell_of_a_csv_begins_a_formula(sign: str) -> None:
    cell = f"{sign}HYPERLINK(1)"
    table = Table("x", Words("甲", "a"), (Column("name", Words("名", "name")),), [[cell]])
    told = exported(table, "csv", {}).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(told, newline="")))[1] == [f"'{cell}"]


@pytest.mark.usefixtures("known")
def test_hostile_text_asks_no_other_question(client: Client) -> None:
    assert found(client, "公司") == 3
    for typed in INJECTIONS:
        answer = client.get("/search", {"q": typed})
        assert answer.status_code == 200, typed
        assert found(client, typed) in (0, 3), typed  # nobody, or who bears the signs that are left
    assert found(client, "公司") == 3


def test_nothing_of_the_home_is_served(client: Client) -> None:
    places = (
        "/.git/config", "/static/", "/static/pages/", "/static/../settings.py", "/keys/signing.key",
        "/static/%2e%2e/keys/signing.key", "/originals/", "/ledger.sqlite3", "/static/../../keys/",
        "/pool/", "/.env", "/manage.py", "/creditdelta/project/settings.py",
    )  # fmt: skip
    for place in places:
        assert client.get(place).status_code == 404, place


def test_no_address_leads_out_of_the_rulebook(client: Client) -> None:
    for name in ("..%2f..%2fpyproject", "../../pyproject.toml", "/etc/passwd", "penalty/../../x"):
        for rest in ("", "template.xlsx", "schema.json"):
            assert client.get(f"/standards/{name}/{rest}").status_code == 404, name


def test_debugging_is_off(client: Client) -> None:
    assert settings.DEBUG is False
    page = client.get("/no/such/page/").content.decode()
    assert not any(word in page for word in ("Traceback", "urlpatterns", "creditdelta.project"))


@pytest.mark.parametrize("method", METHODS)
def test_no_page_answers_an_odd_method(client: Client, method: str) -> None:
    for name, address in addresses().items():
        answer = client.generic(method, address)
        refusals = (401, 405) if name.startswith("api_") else (403, 405)  # a door wants a key
        assert answer.status_code in refusals, name


def test_the_health_door_tells_nothing(client: Client) -> None:
    told = client.get("/healthz").content.decode()
    assert len(told) < 100
    assert not any(word in told for word in ("/", "Django", "PostgreSQL", "sqlite", "Python"))


def test_a_parameter_given_twice_means_one_of_them(client: Client) -> None:
    once = {word: found_of(client, f"/search?q={word}") for word in ("甲乙", "丙丁")}
    assert found_of(client, "/search?q=甲乙&q=丙丁") in once.values()


def found_of(client: Client, address: str) -> str:
    """The heading of what was asked for."""
    page = client.get(address).content.decode()
    return page[page.index("<title>") : page.index("</title>")]


def test_a_forged_host_is_refused(client: Client) -> None:
    assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 400
