"""A list of values changes by dated rows, and old records keep the old list."""

from datetime import date

import pytest

from creditdelta.rulebook.enums import enum, enums
from creditdelta.rulebook.strict import RulebookError

from .conftest import Spoil

OLD, NEW = date(2021, 7, 14), date(2021, 7, 15)


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("警告", True, True),
        ("通报批评", False, True),
        ("限制从业", False, True),
        ("暂扣或者吊销许可证、执照", True, False),
        ("没收违法所得、没收非法财物", True, False),
        ("没收违法所得", True, True),
        ("其他-责令改正", True, True),
        ("其他", True, True),
        ("口头教育", False, False),
    ],
)
def test_the_penalty_categories_change_with_the_law(text: str, before: bool, after: bool) -> None:
    category = enum("penalty-category")
    assert category.allows(text, OLD) is before
    assert category.allows(text, NEW) is after
    assert category.allows(text) is (before or after)


def test_a_licence_that_is_other_says_what_it_is() -> None:
    category = enum("licence-category")
    assert category.allows("其他-补办")
    assert not category.allows("其他")


@pytest.mark.parametrize(("text", "means"), [("1", "自然人"), ("2", "法人及非法人组织")])
def test_older_numbers_stand_for_the_category(text: str, means: str) -> None:
    row = enum("counterpart-category").row_for(text)
    assert row is not None
    assert row.code == means


def test_width_of_brackets_makes_no_other_value() -> None:
    kinds = enum("organisation-type")
    assert kinds.allows("集体分支机构(非法人)")
    assert {"集体分支机构(非法人)", "集体分支机构（非法人）"} <= kinds.texts()


def test_lists_of_our_own_only_warn() -> None:
    open_lists = {name for name, listed in enums().items() if not listed.closed}
    assert open_lists >= {"registration-status", "organisation-type", "licence-state"}
    for name in open_lists - {"identity-document"}:
        assert {row.basis.kind for row in enum(name).rows} == {"default"}


def test_texts_hold_exactly_what_is_allowed_on_the_day() -> None:
    category = enum("penalty-category")
    for day in (OLD, NEW):
        assert all(category.allows(text, day) for text in category.texts(day))
    assert "限制从业" not in category.texts(OLD)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("until = 2021-07-14\n", "", None),
        ('code = "罚款"\nlabel_zh = "罚款"', 'code = "警告"\nlabel_zh = "罚款"', "same day"),
        ('label_zh = "罚款"', 'label_zh = "警告"', "same day"),
        ("until = 2021-07-14", "until = 1990-01-01", "ends before it begins"),
        ("other_prefix", 'aliases = { x = "y" }\nother_prefix', "stands for no row"),
        ('basis = "same"\n', "", "missing key 'basis'"),
        ("since = 1996-10-01\n", "", "missing key 'since'"),
    ],
)
def test_rows_of_one_value_may_not_overlap(
    old: str, new: str, says: str | None, spoil: Spoil
) -> None:
    root = spoil("codes/enums/penalty-category.toml", old, new)
    if says is None:
        assert enum("penalty-category", root).allows("没收违法所得、没收非法财物", NEW)
        return
    with pytest.raises(RulebookError, match=says):
        enums(root)
