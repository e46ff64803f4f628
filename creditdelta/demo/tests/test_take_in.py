"""Room is made for a demonstration where an earlier one stood, and nowhere else."""

import pytest

from creditdelta.demo.take_in import LEDGER, WORLD, NotOurs, emptied


def test_an_earlier_demonstration_makes_room_and_other_files_stay(tmp_path):
    emptied(tmp_path / "demo")
    for name in (WORLD, LEDGER):
        (tmp_path / "demo" / name).mkdir()
        (tmp_path / "demo" / name / "old").touch()
    (tmp_path / "demo" / "fix.xlsx").touch()
    emptied(tmp_path / "demo")
    assert {path.name for path in (tmp_path / "demo").iterdir()} == {"SYNTHETIC", "fix.xlsx"}


def test_a_folder_of_anybody_else_is_left_alone(tmp_path):
    (tmp_path / "world").mkdir()
    with pytest.raises(NotOurs):
        emptied(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["world"]
