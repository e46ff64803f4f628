"""Which files of others lie in this repository, and how are they fetched again?

Each set lies beside a `vendor.toml`: package, version, the package's own digest, licence, and the digest of
every file. `python requirements/vendored.py` fetches the named versions anew with npm (whichever
registry it is set up with), builds the files and writes the digests; `--set FOLDER` does one set.
Nothing of this is needed to run or to develop: tests/gates/test_vendored.py holds the files to it.
"""

import argparse
import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SHEET = "vendor.toml"
LICENCE = "LICENSE.txt"
FACE = re.compile(r"src: url\(\./files/([a-z0-9-]+\.woff2)\).*?unicode-range: ([^;]+);", re.DOTALL)
SVG_BODY = re.compile(r"<svg.*?>(.*)</svg>", re.DOTALL)


def fetch(package: str, version: str, place: Path) -> tuple[Path, str]:
    """The unpacked package and the digest its registry gives for it."""
    packed = subprocess.run(
        ["npm", "pack", f"{package}@{version}", "--json"],  # noqa: S607
        cwd=place,
        check=True,
        capture_output=True,
        text=True,
    )
    told = json.loads(packed.stdout)
    entry = told[0] if isinstance(told, list) else next(iter(told.values()))
    with tarfile.open(place / Path(entry["filename"]).name) as archive:
        archive.extractall(place, filter="data")
    return place / "package", entry["integrity"]


def faces(package: Path, sheet: dict[str, Any], folder: Path) -> None:
    """A font's slices, and a stylesheet that names for each the characters it draws."""
    rules = []
    for slice_name, characters in FACE.findall((package / "index.css").read_text("utf-8")):
        (folder / slice_name).write_bytes((package / "files" / slice_name).read_bytes())
        rules.append(
            f'@font-face{{font-family:"{sheet["family"]}";font-style:normal;font-display:swap;'
            f"font-weight:100 900;src:url({slice_name}) format('woff2');"
            f"unicode-range:{characters.replace(' ', '')}}}\n"
        )
    (folder / "fonts.css").write_text("".join(rules), encoding="utf-8")


def sprite(package: Path, sheet: dict[str, Any], folder: Path) -> None:
    """The chosen icons as symbols of one file."""
    symbols = []
    for icon in sorted(sheet["icons"]):
        drawn = SVG_BODY.search((package / "icons" / f"{icon}.svg").read_text("utf-8"))
        assert drawn, icon  # noqa: S101
        body = re.sub(r"\s*\n\s*", "", drawn[1]).replace(" />", "/>")
        symbols.append(f'<symbol id="{icon}" viewBox="0 0 24 24">{body}</symbol>\n')
    text = f'<svg xmlns="http://www.w3.org/2000/svg">\n{"".join(symbols)}</svg>\n'
    (folder / "icons.svg").write_text(text, encoding="utf-8")


def copies(package: Path, sheet: dict[str, Any], folder: Path) -> None:
    """Single files as they are."""
    for name in sheet["copy"]:
        (folder / Path(name).name).write_bytes((package / name).read_bytes())


BUILDERS = {"faces": faces, "sprite": sprite, "copies": copies}


def build(folder: Path) -> None:
    """Fetch one set anew and write its digests."""
    path = folder / SHEET
    sheet = tomllib.loads(path.read_text("utf-8"))
    with tempfile.TemporaryDirectory() as place:
        package, integrity = fetch(sheet["name"], sheet["version"], Path(place))
        BUILDERS[sheet["build"]](package, sheet, folder)
        (folder / LICENCE).write_bytes((package / "LICENSE").read_bytes())
    head = path.read_text("utf-8").split("\nintegrity =")[0].rstrip()
    files = sorted(file for file in folder.iterdir() if file.name != SHEET)
    digests = [f'"{file.name}" = "{digest(file)}"' for file in files]
    lines = [head, f'integrity = "{integrity}"', "", "[sha256]", *digests]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def digest(file: Path) -> str:
    """A file's SHA-256 in hexadecimal."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def main() -> None:
    """Fetch every set of the repository anew, or the one named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", dest="folder", type=Path, help="one folder with a vendor.toml")
    chosen: Path | None = parser.parse_args().folder
    places = ("creditdelta", "tests")
    every = [path.parent for place in places for path in sorted((ROOT / place).rglob(SHEET))]
    for folder in [chosen] if chosen else every:
        build(folder)
        print(folder)  # noqa: T201


if __name__ == "__main__":
    main()
