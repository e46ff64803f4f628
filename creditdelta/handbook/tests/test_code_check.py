"""The code check: right or wrong, which character, what instead; by link, by form when the list is long."""

import csv
import io
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from creditdelta.handbook import code_lines
from creditdelta.handbook.code_lines import answer, pasted
from creditdelta.kernel.identifiers.uscc import check_character

RIGHT = "91340600MA2PBNE723"
WRONG = "91340600MA2PBNE724"
CITIZEN = "110101199001010012"  # its month and day exist, its check digit does not fit
OLDER = "110108000000016"


def some(count: int) -> list[str]:
    """Codes that are right, all different."""
    found = []
    for number in range(count):
        first = f"91310115{number:08d}"
        inner = inner_check(f"{number:08d}")
        body = first + inner
        found.append(body + check_character(body))
    return found


def inner_check(eight: str) -> str:
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    rest = 11 - sum(int(c) * w for c, w in zip(eight, weights, strict=True)) % 11
    return "0" if rest == 11 else "X" if rest == 10 else str(rest)


def test_a_right_code_tells_department_kind_and_region() -> None:
    told = answer(RIGHT)
    assert told.valid
    assert told.registers is not None
    assert told.registers.department.zh == "市场监督管理（原工商）"
    assert told.region == "淮北市"


def test_a_wrong_code_tells_the_character_and_what_would_be_right() -> None:
    told = answer(WRONG)
    assert (told.valid, told.form) == (False, "")
    assert RIGHT in told.offers
    assert told.findings[0].kind.code == "CD-USCC-003"


def test_lists_sentences_and_columns_are_taken_apart() -> None:
    text = f"{RIGHT}, {WRONG}\n某某公司（虚构）的代码是{RIGHT}。\r\n\n{OLDER}\t"
    assert pasted(text).codes == (RIGHT, WRONG, RIGHT, OLDER)


def test_an_older_number_is_recognised() -> None:
    told = answer(OLDER)
    assert told.note is not None
    assert "注册号" in told.note.zh


def test_persons_numbers_are_counted_and_dropped() -> None:
    found = pasted(f"{CITIZEN}\n13900001234\n{RIGHT}")
    assert (found.codes, found.persons) == ((RIGHT,), 2)


def test_a_number_of_a_person_stands_in_no_address_and_on_no_page(client: Client) -> None:
    for send in (client.get, client.post):
        answer = send("/codes/", {"codes": f"{CITIZEN}\n{RIGHT}"})
        assert answer.status_code == 302
        assert CITIZEN not in answer["Location"]
    page = client.get(answer["Location"]).content.decode()
    assert CITIZEN not in page
    assert "1 行像是自然人的号码" in page


def test_a_short_list_gets_an_address(client: Client) -> None:
    sent = client.post("/codes/", {"codes": f"{RIGHT}\r\n{WRONG}"})
    asked = parse_qs(urlsplit(sent["Location"]).query)
    assert asked == {"codes": [f"{RIGHT}\n{WRONG}"]}
    page = client.get(sent["Location"]).content.decode()
    assert "共 2 个，1 个正确，1 个不正确。" in page
    assert "/errors/CD-USCC-003/" in page


def test_the_result_is_a_file_too(client: Client) -> None:
    answer = client.get("/codes/", {"codes": f"{RIGHT}\n{WRONG}", "format": "csv"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["结果"] for row in rows] == ["✓ 正确", "✗ 不正确"]
    assert rows[0]["登记地"] == "淮北市 340600"
    assert RIGHT in rows[1]["可能是"]


def test_a_long_list_is_answered_at_once_with_files_by_form(client: Client) -> None:
    listed = some(201)
    page = client.post("/codes/", {"codes": "\n".join(listed)})
    assert page.status_code == 200
    assert "共 201 个，全部正确。" in page.content.decode()
    assert listed[200] in page.content.decode()
    file = client.post("/codes/", {"codes": "\n".join(listed), "format": "json"})
    assert [row["written"] for row in file.json()["rows"]] == listed


def test_what_is_beyond_the_limit_is_said(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(code_lines, "MOST", 3)
    page = client.post("/codes/", {"codes": "\n".join(some(5))}).content.decode()
    assert "还有 2 个没有核对" in page


def test_nothing_typed_is_told_beside_the_field(client: Client) -> None:
    sent = client.post("/codes/", {"codes": "  "})
    page = client.get(sent["Location"]).content.decode()
    assert "请先输入要核对的代码。" in page
    assert 'aria-invalid="true"' in page


def test_what_is_typed_is_never_markup(client: Client) -> None:
    page = client.get("/codes/", {"codes": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page


def test_no_cookie_is_set(client: Client) -> None:
    answer = client.post("/codes/", {"codes": "\n".join(some(201))})
    assert not answer.cookies


def test_names_are_no_codes_and_stand_in_no_address(client: Client) -> None:
    answer = client.post("/codes/", {"codes": "王小明\n李四光\n91310109DEA0Q2781W"})
    assert answer.status_code == 302
    assert "%E7%8E%8B" not in answer["Location"]
    text = client.get(answer["Location"]).content.decode()
    assert "2 行没有代码" in text
    assert "王小明" not in text


def test_a_list_too_long_for_an_address_is_answered_at_once(client: Client) -> None:
    lines = "\n".join(f"{'示' * 30}9131010{number:05d}" for number in range(200))
    assert client.post("/codes/", {"codes": lines}).status_code in (200, 302)
    long = "\n".join("1" * 60 + f"{number:04d}" for number in range(190))
    assert client.post("/codes/", {"codes": long}).status_code == 200
