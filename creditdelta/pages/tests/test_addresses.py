"""What is typed into an address leads nowhere else, fails nothing, and is not repeated if a person's."""

import pytest
from django.test import Client

from creditdelta.pages.personal import has_personal_number

pytestmark = pytest.mark.usefixtures("ledger")
PERSON = "310101199001010010"  # the form of a person's number


@pytest.mark.parametrize(
    "address",
    [
        f"/{PERSON}/",
        f"/search/?q={PERSON}",
        f"/about/?q={PERSON}",
        f"/subject/{PERSON}/",
        f"/en/{PERSON}/",
    ],
)
def test_a_persons_number_is_repeated_by_no_page(client: Client, address: str) -> None:
    assert PERSON not in client.get(address).content.decode()


def test_a_code_is_no_persons_number() -> None:
    assert has_personal_number(f"/subject/{PERSON}/")
    assert not has_personal_number("/subject/91310109DEA0Q2781W/?page=2")
    assert not has_personal_number("/search?q=%E9%A3%9F%E5%93%81")


def test_the_other_language_is_never_elsewhere(client: Client) -> None:
    assert 'href="//' not in client.get("/en//example.com/").content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/search?q=%00", "/search?q=公司&province=x%22%20OR%20%22", "/search?q=公司&city=%00",
        "/search?q=公司&page=" + "9" * 5000, "/search?q=" + "公" * 5000, "/cities/xx/",
        "/quality/xx/", "/standards/../x/", "/errors/CD-%00/", "/subject/%00/", "/about/?format=xyz",
        "/cities/?format=xyz", "/cities/?format=csv&table=none", "/subject/1/record/xx/",
    ],
)  # fmt: skip
def test_an_odd_address_is_answered(client: Client, address: str) -> None:
    assert client.get(address).status_code < 500


def test_pages_take_nothing_and_say_so(client: Client) -> None:
    assert client.post("/about/", {"a": "b"}).status_code == 405
    told = client.post("/codes/", {"codes": "9" * 3_000_000})
    assert told.status_code == 400
    assert "没有保存" in told.content.decode()


def test_a_copied_command_runs_nothing_of_the_address(client: Client) -> None:
    text = client.get("/standards/?x=$(id)'`id`").content.decode()
    assert "curl" in text
    line = next(line for line in text.splitlines() if "curl -o" in line)
    assert "$(id)'" not in line.replace("&#39;", "'").split("curl")[1].split("'")[1]
