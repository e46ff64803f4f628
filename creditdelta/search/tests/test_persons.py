"""What looks like a natural person is not looked for, and the answer says so."""

from typing import Any

import pytest

from creditdelta.search.tests.scenes import asked

pytestmark = pytest.mark.usefixtures("ledger")


@pytest.mark.parametrize(
    "text",
    [
        "王小明",
        "欧阳小明",
        "王小明（个体）",
        "Wang Xiaoming",
        "11010519491231002X",
        "请查11010519491231002X的信用",
        "110105 19491231 002X",
        "手机 13800138000",
        "6222021234567890123",
    ],
)
def test_not_looked_for_and_not_shown_again(text: str, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        found = asked(text)
    assert (found.kind, found.person, found.text, found.hits) == ("person", True, "", ())


def test_two_signs_are_looked_for_among_organisations_and_it_is_said() -> None:
    found = asked("金龙")
    assert (found.kind, found.person) == ("name", True)
