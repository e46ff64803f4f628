"""What is built works without the checkout: an office installs the package, not the repository."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = ("creditdelta", "rulebook", "seed", "docs/security")
FILES = ("pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE")
BUILD = "import sys; from setuptools import build_meta as b; print(getattr(b, sys.argv[1])('out'))"
RUN = "from creditdelta.cli.main import main; main(prog_name='cdelta')"
ASK = "import creditdelta; print(creditdelta.__file__)"


def build(kind: str, source: Path) -> Path:
    """What pip asks the build tool for, in a copy, without a network."""
    command = [sys.executable, "-c", BUILD, kind]
    done = subprocess.run(command, cwd=source, check=True, capture_output=True, text=True)
    return source / "out" / done.stdout.splitlines()[-1]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what is built, so that nothing is left in the checkout."""
    copy = tmp_path_factory.mktemp("source")
    for name in SOURCES:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, copy)
    return copy


@pytest.fixture(scope="module")
def target(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel unpacked, which is all that installing a pure one means."""
    place = tmp_path_factory.mktemp("target")
    with zipfile.ZipFile(build("build_wheel", source)) as wheel:
        wheel.extractall(place)
    return place


def installed(target: Path, folder: Path, code: str, *words: str) -> str:
    """The output of the installed package, run in an empty folder."""
    left_out = ("CREDITDELTA_RULEBOOK", "CREDITDELTA_SEED", "PYTHONPATH")
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(target), "LANG": "en_GB.UTF-8", "PYTHONUTF8": "1"},
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_installed_package_answers_from_an_empty_folder(target: Path, tmp_path: Path) -> None:
    assert installed(target, tmp_path, ASK).startswith(str(target))
    listed = installed(target, tmp_path, RUN, "standard", "ls", "--json").splitlines()
    assert {json.loads(line)["id"] for line in listed} >= {"penalty/2018", "registration/2018"}
    assert "CD-USCC-003" in installed(target, tmp_path, RUN, "explain", "CD-USCC-003")
    right = installed(target, tmp_path, RUN, "uscc", "check", "91340600MA2PBNE723", "--json")
    assert json.loads(right)["valid"] is True
    assert "creditdelta/benefits" in installed(target, tmp_path, RUN, "where", "信易租")
    assert json.loads(installed(target, tmp_path, RUN, "security", "asvs", "--json"))["covered"]
    assert list(tmp_path.iterdir()) == []


def test_the_wheel_has_every_data_file_and_no_test(target: Path) -> None:
    inside = target / "creditdelta" / "_data"
    for name in SOURCES[1:]:
        kept = {path.relative_to(ROOT) for path in (ROOT / name).rglob("*") if path.is_file()}
        assert {path.relative_to(inside) for path in (inside / name).rglob("*.*")} == kept
    assert [path for path in target.rglob("*") if "tests" in path.parts] == []


def test_the_wheel_has_every_template_font_and_style(target: Path) -> None:
    kept = {
        path.relative_to(ROOT)
        for path in (ROOT / "creditdelta").rglob("*")
        if path.is_file() and {"jinja2", "static"} & set(path.relative_to(ROOT).parts)
    }
    assert any(path.suffix == ".woff2" for path in kept)
    assert [path for path in sorted(kept) if not (target / path).is_file()] == []


def test_the_source_archive_builds_the_same_wheel(source: Path, target: Path) -> None:
    archive = build("build_sdist", source)
    shutil.unpack_archive(archive, source / "unpacked", filter="data")
    again = next((source / "unpacked").iterdir())
    with zipfile.ZipFile(build("build_wheel", again)) as wheel:
        names = {name for name in wheel.namelist() if not name.endswith("/")}
    unpacked = {path.relative_to(target) for path in target.rglob("*") if path.is_file()}
    # what a run of the installed commands compiled is no part of the wheel
    assert names == {str(path) for path in unpacked if "__pycache__" not in path.parts}
