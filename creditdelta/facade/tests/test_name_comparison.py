"""What is said of two names: the cases of name_pairs.toml, and what holds for any two texts."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from creditdelta.facade.names import check, compare, normal_form, parse
from creditdelta.kernel.errors import entries

CASES = tomllib.loads(Path(__file__).with_name("name_pairs.toml").read_text(encoding="utf-8"))
PAIRS = [(said, a, b) for said, table in CASES.items() for a, b in table["pairs"]]
TEXT = st.text(
    st.sampled_from("上海苏州市申华乾干有限公司厂店分工会(（)）:：原名注销王小明 \u200bＡa?·-1一"),
    max_size=30,
)
FEW = settings(deadline=None, max_examples=300)


@pytest.mark.parametrize(("said", "a", "b"), PAIRS)
def test_pair(said: str, a: str, b: str) -> None:
    assert compare(a, b).decision == said
    assert compare(b, a).decision == said


def test_every_reason_is_in_the_catalogue() -> None:
    given_reasons = {code for _, a, b in PAIRS for code in compare(a, b).reasons}
    assert len(given_reasons) > 15
    assert given_reasons <= set(entries("name"))


@FEW
@given(TEXT, TEXT)
def test_same_is_said_exactly_of_equal_normal_forms_and_order_does_not_matter(a, b) -> None:
    found = compare(a, b)
    assert found == compare(b, a)
    assert found.decision != "same" or normal_form(a) == normal_form(b)


@FEW
@given(st.text(max_size=40) | TEXT)
def test_the_normal_form_is_stable(name) -> None:
    once = normal_form(name)
    assert normal_form(once) == once


@FEW
@given(st.text(max_size=40) | TEXT)
def test_any_text_is_answered(name) -> None:
    assert parse(name).name == normal_form(name)
    assert set(check(name)) <= set(entries("name"))


def test_a_hostile_name_neither_recurses_nor_hangs() -> None:
    deep = "(原名:甲" * 5000 + ")" * 5000
    assert compare(deep, "甲").decision in ("review", "different")
    assert compare("?甲" * 20_000, "甲乙" * 20_000).decision != "same"


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("上海申华有限公司", ()),
        ("上海申华（集团）有限公司", ()),
        ("王小明", ("CD-NAME-001",)),
        ("上海申\ufffd有限公司", ("CD-NAME-002",)),
        ("上海申华", ("CD-NAME-003",)),
        ("上海申华有限公司（注销）", ("CD-NAME-004",)),
        ("上海申华有限公司（原名：申华厂）", ("CD-NAME-005",)),
        ("上海\u200b申华有限公司", ("CD-NAME-006",)),
        ("Ａ上海申华有限公司", ("CD-NAME-006",)),
        ("N/A", ("CD-NAME-007",)),
    ],
)
def test_what_is_said_of_one_name(name: str, codes: tuple[str, ...]) -> None:
    assert check(name) == codes
