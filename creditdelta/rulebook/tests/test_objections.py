"""Terms of objections: each province by its own ordinance, the others by what is shared and says so."""

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.objections import FILE, NoTerm, ObjectionStep, term_on
from creditdelta.rulebook.strict import RulebookError

DAY = date(2026, 4, 1)


@pytest.mark.parametrize(("step", "region", "term", "kind"), [
    ("decide", "310000", "+5wd", "law"), ("forward", "310000", "+2wd", "law"),
    ("correct", "310000", "+3wd", "law"), ("decide", "330000", "+5wd", "law"),
    ("extend", "330000", "+15wd", "law"), ("review", "330000", "+5wd", "law"),
    ("forward", "330000", "+2wd", "default"), ("decide", "320000", "+5wd", "default"),
    ("mark", "340000", "+1wd", "default"), ("review", "310000", "+5wd", "default"),
])  # fmt: skip
def test_whose_term_counts(step: ObjectionStep, region: str, term: str, kind: str) -> None:
    found = term_on(step, region, DAY)
    assert (found.term, found.basis.kind) == (term, kind)


@pytest.mark.parametrize("region", ["310000", "320000", "340000"])
def test_nothing_is_extended_where_no_ordinance_says_so(region: str) -> None:
    with pytest.raises(NoTerm):
        term_on("extend", region, DAY)


def test_nothing_before_the_first_ordinance() -> None:
    with pytest.raises(NoTerm):
        term_on("decide", "310000", date(2017, 9, 30))


@pytest.mark.parametrize(("before", "after", "problem"), [
    ('region = "330000"', 'region = "330100"', "no province"),
    ('term = "+15wd"', 'term = "soon"', "is no term"),
    ('step = "extend"', 'step = "hide"', "not allowed"),
])  # fmt: skip
def test_a_wrong_file_is_said(tmp_path: Path, before: str, after: str, problem: str) -> None:
    root = tmp_path / "rulebook"
    copytree(folder(), root)
    text = (root / FILE).read_text("utf-8")
    assert before in text
    (root / FILE).write_text(text.replace(before, after), "utf-8")
    with pytest.raises(RulebookError, match=problem):
        term_on("decide", "310000", DAY, root)
