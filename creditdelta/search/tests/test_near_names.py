"""Every name one edit away is offered, and no other; never as the answer."""

import os
from pathlib import Path
from time import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditdelta.journal.home import folder
from creditdelta.rulebook.name_words import name_words
from creditdelta.search import index, near_file, near_parts
from creditdelta.search.models import NearPart
from creditdelta.search.near_names import different, near_names
from creditdelta.search.rules import one_edit
from creditdelta.search.tests.scenes import asked, followed, registers
from creditdelta.search.variants import LONGEST, factors

FACTORS = factors(b"0123456789")
NAMES = st.lists(st.text("示例演甲𠮷A", max_size=6), max_size=30, unique=True)


def apart(ours: str, theirs: str) -> int:
    """The distance by the book: insertions, deletions, substitutions, exchanged neighbours."""
    table = np.zeros((len(ours) + 1, len(theirs) + 1), int)
    table[:, 0] = range(len(ours) + 1)
    table[0, :] = range(len(theirs) + 1)
    for i, a in enumerate(ours, 1):
        for j, b in enumerate(theirs, 1):
            least = min(table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (a != b))
            if i > 1 and j > 1 and a == theirs[j - 2] and ours[i - 2] == b:
                least = min(least, table[i - 2, j - 2] + 1)
            table[i, j] = least
    return int(table[-1, -1])


@given(NAMES, NAMES)
def test_a_file_gives_just_the_pairs_one_edit_apart(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], texts: list[str]
) -> None:
    path = tmp_path_factory.mktemp("near") / "file"
    near_file.write(path, np.arange(len(names)) + 7, names, FACTORS)
    owners, ids = near_file.one_edit_away(near_file.mapped(path), texts, FACTORS)
    found = sorted(
        (texts[owner], names[place - 7]) for owner, place in zip(owners, ids, strict=True)
    )
    expected = [(a, b) for a in texts for b in names if a and b and apart(a, b) == 1]
    assert found == sorted(expected)
    assert all(one_edit(a, b) == (apart(a, b) == 1) for a in texts for b in names)


def test_very_long_names_take_no_part(tmp_path: Path) -> None:
    names = ["示" * LONGEST, "示" * (LONGEST + 1), "例" * 300]
    near_file.write(tmp_path / "file", np.arange(3), names, FACTORS)
    file = near_file.mapped(tmp_path / "file")
    assert near_file.one_edit_away(file, ["示" * (LONGEST - 1), "例" * 299], FACTORS)[
        1
    ].tolist() == [0]


def test_a_file_of_another_form_is_refused(tmp_path: Path) -> None:
    near_file.write(tmp_path / "file", np.arange(1), ["示例"], FACTORS)
    (tmp_path / "file").write_bytes((tmp_path / "file").read_bytes()[:-1])
    with pytest.raises(ValueError, match="file"):
        near_file.mapped(tmp_path / "file")


@pytest.mark.parametrize(
    ("typed", "name", "signs"),
    [
        ("示例甲", "示例乙", "乙"),
        ("示例", "示例乙", "乙"),
        ("示例乙", "示例", ""),
        ("示乙例", "示例乙", "例乙"),
        ("示示", "示示示", "示"),
    ],
)
def test_what_differs_is_marked(typed: str, name: str, signs: str) -> None:
    assert "".join(name[slice(*span)] for span in different(typed, name)) == signs


NAME = "上海示例环保科技有限公司"


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize(
    "typed",
    [
        "上海示例环保科枝有限公司",
        "上海示例环保科技有限公",
        "上海示例例环保科技有限公司",
        "上海示例保环科技有限公司",
    ],
)
def test_offered_and_not_answered(tmp_path: Path, typed: str) -> None:
    registers(tmp_path, [NAME, "上海演样食品有限公司"])
    followed()
    found = asked(typed)
    if typed in NAME:
        assert [hit.shown for hit in found.hits] == [NAME]
    else:
        assert found.hits == ()
    assert [(one.name, one.former) for one in found.near] == [(NAME, False)]
    assert asked(NAME).near == ()


@pytest.mark.usefixtures("ledger")
def test_files_are_folded_and_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"上海示例{chr(0x5000 + n)}商贸有限公司" for n in range(20)]

    def everybody_is_found() -> None:
        for name in names[: index.state().batch * 2]:
            assert len(near_parts.near(name[:4] + "龘" + name[5:])) == index.state().batch * 2

    monkeypatch.setattr(near_parts, "_SPARED", -60)
    for first in range(0, 20, 2):
        registers(tmp_path, names[first : first + 2], first)
        followed()
        everybody_is_found()
    parts = list(NearPart.objects.order_by("first"))
    assert len(parts) < 5
    assert (parts[0].first, parts[-1].last) == (1, 10)
    assert sorted(path.name for path in folder("search").iterdir()) == sorted(
        part.name for part in parts
    )
    assert len(near_parts._mapped) == len(parts), "what was folded away is let go"
    for path in folder("search").iterdir():
        path.unlink()
    assert near_names(names[0][:-1], name_words()) == ()
    followed()
    everybody_is_found()
    monkeypatch.setattr(near_file, "MOST", 6)
    near_parts.fold(most=6)
    everybody_is_found()


def numbered(path: Path) -> list[int]:
    return [int(one) for one in near_file.mapped(path).ids]


@pytest.mark.usefixtures("ledger")
def test_a_damaged_file_is_made_again(tmp_path: Path) -> None:
    registers(tmp_path, [NAME, "上海演样食品有限公司"])
    followed()
    path = folder("search") / NearPart.objects.get().name
    ids, whole = numbered(path), path.read_bytes()
    for damaged in (b"", whole[:-1], whole[:8] + b"\xff" * 8 + whole[16:]):
        path.write_bytes(damaged)
        assert near_parts.near(NAME[:-1]) == []
        near_parts.fold()
        assert numbered(path) == ids
        assert len(near_parts.near(NAME[:-1])) == 1


@pytest.mark.usefixtures("ledger")
def test_a_file_nobody_named_yet_is_spared_for_a_while(tmp_path: Path) -> None:
    registers(tmp_path, [NAME])
    followed()
    other = folder("search") / "near-2-2-1.bin"
    near_file.write(other, np.arange(1), [NAME], FACTORS)
    near_parts.fold()
    assert other.exists()
    long_ago = time() - 601
    os.utime(other, (long_ago, long_ago))
    near_parts.fold()
    assert not other.exists()
    assert near_parts.near(NAME[:-1])
