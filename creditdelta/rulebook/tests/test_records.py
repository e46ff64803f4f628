"""The shipped standards say what the published forms say."""

from datetime import date
from pathlib import Path

import pytest

from creditdelta.rulebook import enums as lists
from creditdelta.rulebook import mappings, records
from creditdelta.rulebook.records import UnknownStandard, standard, standards
from creditdelta.rulebook.strict import RulebookError


@pytest.mark.parametrize(
    ("kind", "columns", "mandatory"),
    [("licence", 28, 15), ("penalty", 30, 14), ("registration", 23, 2), ("code_map", 5, 2)],
)
def test_every_form_has_its_columns(kind: str, columns: int, mandatory: int) -> None:
    found = standard(kind)
    assert len(found.columns) == columns
    assert sum(column.need == "mandatory" for column in found.columns) == mandatory


@pytest.mark.parametrize("kind", ["licence", "penalty"])
def test_a_record_is_party_decision_and_authority(kind: str) -> None:
    types = [standard(kind).column(code).type for code in standard(kind).natural_key]
    assert types == ["uscc", "code", "authority_code"]


@pytest.mark.parametrize("kind", ["licence", "penalty"])
def test_identity_numbers_are_marked_so_that_readers_leave_them_out(kind: str) -> None:
    marked = {c.label.zh for c in standard(kind).columns if c.privacy == "person_id"}
    assert marked == {"法定代表人证件号码", "证件号码"}


@pytest.mark.parametrize("kind", ["licence", "penalty"])
def test_rows_about_natural_persons_can_be_told(kind: str) -> None:
    tests = {test.column[3:]: test.values for test in standard(kind).person}
    assert tests == {"XDR_LB": ("自然人", "1"), "XDR_ZJHM": ()}


def test_examples_keep_to_the_recommended_length() -> None:
    for item in standards().values():
        for column in item.columns:
            assert len(column.example) <= (column.max_length or len(column.example)), column.code


def test_a_mandatory_mark_nobody_saw_is_a_default_with_its_reason() -> None:
    column = standard("licence").column("XK_JDRQ")
    assert (column.basis.kind, column.basis.confidence) == ("default", "K")
    assert column.basis.reason


@pytest.mark.parametrize("name", ["penalty/2018", "penalty", "行政处罚"])
def test_a_standard_is_found_by_id_kind_or_label(name: str) -> None:
    assert standard(name).id == "penalty/2018"


def test_an_unknown_name_is_no_standard() -> None:
    with pytest.raises(UnknownStandard):
        standard("grades of persons")


def test_the_newest_edition_is_meant_unless_a_day_is_given(copied: Path) -> None:
    text = (copied / "records/penalty.toml").read_text(encoding="utf-8")
    later = text.replace('edition = "2018"', 'edition = "2030"').replace("2018-07-01", "2030-01-01")
    (copied / "records/penalty-2030.toml").write_text(later, encoding="utf-8")
    assert standard("penalty", copied).id == "penalty/2030"
    assert standard("penalty", copied, day=date(2029, 12, 31)).id == "penalty/2018"


def test_two_editions_may_not_begin_on_the_same_day(copied: Path) -> None:
    text = (copied / "records/penalty.toml").read_text(encoding="utf-8")
    twin = text.replace('edition = "2018"', 'edition = "2019"')
    (copied / "records/penalty-2019.toml").write_text(twin, encoding="utf-8")
    with pytest.raises(RulebookError, match="second edition of penalty"):
        standards(copied)


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match="no standards here"):
        standards(tmp_path)


def test_the_folder_may_be_chosen_by_the_environment(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (copied / "mappings/open-registrations.toml").unlink()
    monkeypatch.setenv("CREDITDELTA_RULEBOOK", str(copied))
    assert "open-registrations" not in mappings.mappings()


def test_a_copied_rulebook_loads_whole(copied: Path) -> None:
    assert set(mappings.mappings(copied)) == set(mappings.mappings())
    assert set(records.standards(copied)) == set(standards())
    assert set(lists.enums(copied)) == set(lists.enums())
