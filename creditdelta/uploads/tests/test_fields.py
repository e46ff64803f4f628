"""A form has a field for each column of every standard, and never one for a personal number."""

import pytest

from creditdelta.intake.tests.supplies import penalty
from creditdelta.rulebook.records import standard, standards
from creditdelta.uploads.fields import fields, filled
from creditdelta.uploads.queries import Wrong
from creditdelta.uploads.suggesting import Offer

PENALTY = standard("penalty")


@pytest.mark.parametrize("name", standards())
def test_every_column_but_personal_numbers_is_asked(name: str) -> None:
    item = standards()[name]
    open_codes = [one.code for one in item.columns if one.privacy != "person_id"]
    for lang in ("zh", "en"):
        asked = fields(item, {}, lang)
        assert [one.name for one in asked] == open_codes
        assert all(one.label and one.need and one.hint for one in asked)


def test_lists_are_offered_without_what_makes_a_row_one_about_a_person() -> None:
    asked = {one.name: one for one in fields(PENALTY, penalty(1), "zh")}
    category = asked["CF_XDR_LB"]
    assert category.look == "choice"
    assert "自然人" not in category.options
    assert category.value in category.options


def test_what_is_wrong_stands_at_its_field() -> None:
    cells = penalty(1, CF_XDR_SHXYM="9131")
    one = Wrong(
        "CF_XDR_SHXYM",
        "代码",
        "CD-USCC-001",
        "error",
        "9131",
        ("短", "补"),
        ("short", "add"),
        "913",
    )
    [field] = fields(
        PENALTY,
        cells,
        "en",
        wrong=[one],
        offered={one.column: Offer("913", known=False, sure=True)},
        prefix="r7-",
        only=["CF_XDR_SHXYM"],
    )
    assert (field.name, field.errors, field.suggested) == (
        "r7-CF_XDR_SHXYM",
        (("short", "add"),),
        "913",
    )


def test_only_the_standards_own_columns_are_taken_from_what_was_sent() -> None:
    private = next(one.code for one in PENALTY.columns if one.privacy == "person_id")
    sent = {"r7-CF_WSH": " 示1号\r\n", f"r7-{private}": "1", "r7-other": "x", "CF_SY": "y"}
    assert filled(PENALTY, sent, "r7-") == {"CF_WSH": "示1号"}


def test_what_is_told_is_not_asked() -> None:
    told = fields(PENALTY, penalty(1), "zh", shown=["CF_WSH"])
    assert {one.name for one in told if one.look == "shown"} == {"CF_WSH"}
