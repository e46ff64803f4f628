"""What the gates look at: the files of the repository, and the package's parsed modules."""

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOT_OURS = {".git", ".venv", "build", "demo", "__pycache__"}


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        names = listed.stdout.decode().split("\0")
        return sorted(ROOT / name for name in names if name and (ROOT / name).is_file())
    top = [path for path in ROOT.iterdir() if path.name not in NOT_OURS]
    every = [file for path in top for file in (path.rglob("*") if path.is_dir() else [path])]
    return sorted(file for file in every if file.is_file() and not NOT_OURS & set(file.parts))


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def tracked() -> list[Path]:
    """Every file of the repository, as git sees it (a plain copy is walked)."""
    return _tracked()


@pytest.fixture(scope="session")
def texts(tracked: list[Path]) -> dict[str, str]:
    """Path in the repository -> text, for every file that is UTF-8 text."""
    found = {}
    for file in tracked:
        try:
            found[file.relative_to(ROOT).as_posix()] = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return found


@pytest.fixture(scope="session")
def modules(texts: dict[str, str]) -> dict[str, ast.Module]:
    """Path in the repository -> syntax tree, for every Python file."""
    return {path: ast.parse(text) for path, text in texts.items() if path.endswith(".py")}


@pytest.fixture(scope="session")
def package(modules: dict[str, ast.Module]) -> dict[str, ast.Module]:
    """The modules that ship: those of creditdelta without its tests."""
    return {
        path: tree
        for path, tree in modules.items()
        if path.startswith("creditdelta/") and "/tests/" not in path
    }
