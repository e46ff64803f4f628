"""Shared columns: named in a standard, written once, told apart from a standard's own."""

import pytest

from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.records import standard, standards
from creditdelta.rulebook.shared_columns import shared_columns
from creditdelta.rulebook.strict import RulebookError, load

from .conftest import Spoil

FILE = "records/tax_inspection.toml"
CASES = [
    (FILE, 'like = "uscc"', 'like = "usc"', "tax_inspection.toml", "no shared column 'usc'"),
    (FILE, 'like = "uscc"', 'like = "uscc"\nsize = 1', "tax_inspection.toml", "unknown key 'size'"),
    (FILE, 'like = "uscc"', 'like = "name"', "tax_inspection.toml", "names another column too"),
    (FILE, 'like = "uscc"', "", "tax_inspection.toml", "missing key 'code'"),
    (
        FILE,
        "[[columns]]",
        '[grounds.added]\nkind = "law"\ntitle = "x"\n\n[[columns]]',
        "tax_inspection.toml",
        "means two things",
    ),
    ("columns/shared.toml", 'code = "uscc"', 'code = "name"', "shared.toml", "code 'name'"),
    ("columns/shared.toml", 'code = "uscc"', "code = 18", "shared.toml", "code 18"),
    ("columns/shared.toml", "[[columns]]", "[[column]]", "shared.toml", "keys"),
    ("columns/shared.toml", 'need = "mandatory"', 'need = "some"', "abnormal_list.toml", "'some'"),
]


def test_a_standard_takes_a_shared_column_and_says_only_what_differs() -> None:
    found = standard("judgment_debtor").column("name")
    shared = standard("registration").column("name")
    assert found.label.zh == "失信被执行人名称"
    assert (found.type, found.max_length, found.need) == (shared.type, 200, "mandatory")
    assert standard("judgment_debtor").column("uscc").need == "optional"
    assert found.basis == shared_columns(folder())[1].grounds["added"]


def test_every_shared_column_is_used() -> None:
    taken = set()
    for path in (folder() / "records").glob("*.toml"):
        table, _ = load(path)
        taken |= {column["like"] for column in table["columns"] if "like" in column}
    assert taken == set(shared_columns(folder())[0])


@pytest.mark.parametrize(("file", "old", "new", "where", "says"), CASES)
def test_a_wrong_use(file: str, old: str, new: str, where: str, says: str, spoil: Spoil) -> None:
    with pytest.raises(RulebookError, match=says) as caught:
        standards(spoil(file, old, new))
    assert caught.value.file == where
