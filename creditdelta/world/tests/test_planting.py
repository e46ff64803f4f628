"""A planted mistake is one that shows: it changes the row, and its form can hold it."""

from random import Random

from creditdelta.world.mistakes import MISTAKES
from creditdelta.world.planting import _fitting, put
from creditdelta.world.story import Row
from creditdelta.world.tests.test_expected import supply

BY_NAME = {mistake.name: mistake for mistake in MISTAKES}


def test_a_name_that_cannot_be_misread_is_left_for_another_mistake():
    row = Row({"name": "南通市如东县虚旭千环保科技有限公司"})
    assert not put(Random(1), row, BY_NAME["wrong encoding"])
    assert row.wrong is None


def test_a_mistake_is_written_and_remembered():
    row = Row({"name": "合肥市包河区示安宁商贸有限公司"})
    assert put(Random(1), row, BY_NAME["name missing"])
    assert (row.record["name"], row.wrong) == ("", BY_NAME["name missing"])


def test_a_form_without_a_first_day_has_no_end_before_it():
    for form, held in (("licence_2018", True), ("licence_legacy", False)):
        names = {wrong.name for wrong in _fitting(supply("licence", form))}
        assert ("ends before it begins" in names) is held
