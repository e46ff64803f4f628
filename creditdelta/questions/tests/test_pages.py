"""The pages of questions: what they say, what is refused, and for whose province."""

import re
from pathlib import Path

import pytest
from django.test import Client

from creditdelta.accounts.tests.signed_in import signed_in, with_post
from creditdelta.intake.tests.supplies import organisation, penalties, registrations
from creditdelta.questions.models import SetAside
from creditdelta.questions.tests.waiting import OTHER_NAME, listed, take
from creditdelta.subjects.models import Judgement

QUEUE = "/desk/questions/"
FOUND, REFUSED, GONE, UNPROCESSABLE, CONFLICT = 302, 403, 410, 422, 409


@pytest.fixture
def waits(ledger: Path, tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    take(penalties(tmp_path, 1, CF_XDR_MC=OTHER_NAME))


@pytest.fixture
def officer(waits: None) -> Client:
    return signed_in(with_post("credit_officer", "310000-credit"))


def only(client: Client) -> str:
    """The address of the only question."""
    (found,) = re.findall(
        r'href="(/desk/questions/[0-9a-f]+/)"', client.get(QUEUE).content.decode()
    )
    return str(found)


def form(client: Client, address: str, choice: str = "") -> dict[str, str]:
    """What the page would send: its first candidate, or what is chosen."""
    page = client.get(address).content.decode()
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    chosen = re.search(r'name="choice" value="([^"]+)"', page)
    assert seen is not None
    assert chosen is not None
    return {"seen": seen[1], "choice": choice or chosen[1], "ground": "人工核对"}


def test_everything_stands_side_by_side(officer: Client) -> None:
    page = officer.get(only(officer)).content.decode()
    assert "代码是一家组织的，但报来的名称它从未用过" in page
    assert "<mark>别家</mark>" in page
    assert "校验通过" in page
    assert "上海市发展和改革委员会" in page
    assert "没有作过判断" in page


def test_an_answer_is_noted_and_can_be_taken_back_at_once(officer: Client) -> None:
    address = only(officer)
    answer = officer.post(f"{address}answer/", form(officer, address))
    assert (answer.status_code, Judgement.objects.count()) == (FOUND, 1)
    page = officer.get(answer["Location"]).content.decode()
    assert "认定这是它的名称" in page
    made = bytes(Judgement.objects.get().id).hex()
    assert officer.post("/desk/questions-undo/", {"decision": made}).status_code == FOUND
    assert Judgement.objects.exclude(undone_at=None).count() == 1
    again = officer.post("/desk/questions-undo/", {"decision": made})
    assert again.status_code == CONFLICT


def test_the_second_officer_is_told(officer: Client) -> None:
    address = only(officer)
    other = signed_in(with_post("credit_officer", "310000-credit"))
    first, second = form(officer, address), form(other, address, "none")
    officer.post(f"{address}answer/", first)
    answer = other.post(f"{address}answer/", second)
    assert (answer.status_code, SetAside.objects.count()) == (GONE, 0)
    assert "这个问题已有答案" in answer.content.decode()


def test_what_was_not_shown_is_not_taken(officer: Client) -> None:
    address = only(officer)
    answer = officer.post(f"{address}answer/", form(officer, address) | {"seen": "00.00"})
    assert answer.status_code == UNPROCESSABLE
    assert "依据有了变化" in answer.content.decode()
    wrong = officer.post(f"{address}answer/", form(officer, address) | {"ground": "猜测"})
    assert "理由不在清单内" in wrong.content.decode()
    assert Judgement.objects.count() == 0


def test_another_province_sees_and_answers_nothing(officer: Client) -> None:
    address = only(officer)
    sent = form(officer, address)
    other = signed_in(with_post("credit_officer", "320000-credit"))
    assert "没有要判断的" in other.get(QUEUE).content.decode()
    assert other.get(address).status_code == GONE
    assert other.post(f"{address}answer/", sent).status_code == GONE
    clerk = signed_in(with_post("sector_officer", "310000-ecology"))
    assert clerk.get(QUEUE).status_code == REFUSED
    assert Judgement.objects.count() == 0


def test_a_persons_name_is_not_shown(ledger: Path, tmp_path: Path) -> None:
    take(listed(tmp_path, "王小明"))
    officer = signed_in(with_post("credit_officer", "310000-credit"))
    for address in (QUEUE, only(officer)):
        page = officer.get(address).content.decode()
        assert "王小明" not in page
        assert "名称像自然人姓名" in page


def test_english_says_the_same(officer: Client) -> None:
    page = officer.get("/en" + only(officer)).content.decode()
    assert "Then the name counts as one of" in page
    assert organisation(0)[0] in page
