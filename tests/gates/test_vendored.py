"""What others made and lies here is what it says: version, licence, and the digest of every file."""

import hashlib
import re
import tomllib
from pathlib import Path
from typing import Any

SHEET = "vendor.toml"
LICENCES = {"OFL-1.1": "SIL Open Font License", "ISC": "ISC License", "MPL-2.0": "Mozilla Public"}
NOT_OURS = {
    ".woff2",
    ".min.js",
}  # such files are made by others, so one without a sheet is a stranger


def sets(tracked: list[Path]) -> dict[Path, dict[str, Any]]:
    """Folder -> its sheet."""
    found = [file for file in tracked if file.name == SHEET]
    return {file.parent: tomllib.loads(file.read_text("utf-8")) for file in found}


def digests(folder: Path) -> dict[str, str]:
    files = [file for file in folder.iterdir() if file.is_file() and file.name != SHEET]
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_every_file_is_listed_and_as_it_was_fetched(tracked: list[Path]) -> None:
    every = sets(tracked)
    assert len(every) == 3
    for folder, sheet in every.items():
        assert digests(folder) == sheet["sha256"], folder


def test_every_set_says_what_it_is_and_carries_its_licence(tracked: list[Path]) -> None:
    for folder, sheet in sets(tracked).items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", sheet["version"]), folder
        assert sheet["integrity"].startswith("sha512-"), folder
        assert LICENCES[sheet["licence"]] in (folder / "LICENSE.txt").read_text("utf-8"), folder


def test_nothing_of_others_lies_outside_a_set(tracked: list[Path]) -> None:
    homes = set(sets(tracked))
    strangers = [
        file for file in tracked if file.name.endswith(tuple(NOT_OURS)) and file.parent not in homes
    ]
    assert strangers == []


def test_the_font_offers_each_slice_for_its_characters(root: Path) -> None:
    folder = root / "creditdelta" / "pages" / "static" / "pages" / "fonts"
    style = (folder / "fonts.css").read_text("utf-8")
    named = re.findall(r"url\(([^)]+)\)", style)
    assert sorted(named) == sorted(file.name for file in folder.glob("*.woff2"))
    assert style.count("unicode-range:U+") == len(named) == style.count("font-display:swap")
