"""Every record has a section to be shown in, and every section a label and a ground."""

from typing import get_args

import pytest

from creditdelta.rulebook.archive_sections import archive_sections
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.roles import Section
from creditdelta.rulebook.strict import RulebookError

from .conftest import Spoil


def test_the_sections_are_those_standards_may_name() -> None:
    found = archive_sections()
    assert [each.id for each in found] == list(get_args(Section))
    assert all(each.label.zh and each.label.en and each.basis.title for each in found)


def test_every_standard_has_its_section() -> None:
    known = {each.id for each in archive_sections()}
    assert {item.section for item in standards().values()} <= known


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('id = "judicial"', 'id = "contract"', "'judicial' stands 0 times"),
        ('id = "other"', 'id = "others"', "'others' is not allowed"),
        ('basis = "catalogue"', 'basis = "book"', "no ground 'book'"),
    ],
)
def test_a_wrong_section(old: str, new: str, says: str, spoil: Spoil) -> None:
    with pytest.raises(RulebookError, match=says):
        archive_sections(spoil("archive/sections.toml", old, new))
