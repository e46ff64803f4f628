"""Imports point downwards, and every package has a rank (contracts in pyproject.toml)."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from importlinter.cli import lint_imports_command


def test_the_contracts_hold(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    result = CliRunner().invoke(lint_imports_command, ["--no-cache"])
    assert result.exit_code == 0, result.output


def test_every_package_has_a_rank(root: Path) -> None:
    contracts = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["importlinter"]
    ranked = contracts["contracts"][0]["layers"]
    packages = {path.parent.name for path in (root / "creditdelta").glob("*/__init__.py")}
    assert packages <= set(ranked)


def test_an_import_upwards_would_be_seen(tmp_path: Path) -> None:
    for folder in ("upper", "lower"):
        (tmp_path / "house" / folder).mkdir(parents=True)
        (tmp_path / "house" / folder / "__init__.py").touch()
    (tmp_path / "house" / "__init__.py").touch()
    (tmp_path / "house" / "lower" / "__init__.py").write_text("import house.upper\n")
    (tmp_path / ".importlinter").write_text(
        "[importlinter]\nroot_package = house\n\n[importlinter:contract:1]\nname = down\n"
        "type = layers\nlayers =\n    upper\n    lower\ncontainers =\n    house\n"
    )
    code = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1
    assert "house.lower is not allowed to import house.upper" in ran.stdout
