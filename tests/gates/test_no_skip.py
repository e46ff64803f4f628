"""CREDITDELTA_NO_SKIP=1 makes a test that does not run a test that fails; sockets stay here."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

QUIET = """
import pytest

def test_runs(): ...

@pytest.mark.{mark}
def test_left_out(): raise AssertionError

@pytest.mark.xfail
def test_passes_unexpectedly(): ...
"""
UNUSED = ("cacheprovider", "xdist", "schemathesis")
WHOLE_FILE = "import pytest\npytest.{call}\ndef test_never(): ...\n"


def run(root: Path, folder: Path, code: str, **environment: str) -> tuple[int, str]:
    """Exit code and output of pytest over one file under the repository's own conftest."""
    (folder / "conftest.py").write_text((root / "conftest.py").read_text(encoding="utf-8"))
    (folder / "test_quiet.py").write_text(code)
    inherited = {key: value for key, value in os.environ.items() if key != "CREDITDELTA_NO_SKIP"}
    without = [word for name in UNUSED for word in ("-p", f"no:{name}")]
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *without, "."],
        cwd=folder,
        env=inherited | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode, ran.stdout + ran.stderr


def test_a_skip_is_a_failure_when_forbidden(root: Path, tmp_path: Path) -> None:
    code = QUIET.format(mark="skip(reason='no time')")
    assert run(root, tmp_path, code)[0] == 0
    exit_code, said = run(root, tmp_path, code, CREDITDELTA_NO_SKIP="1")
    assert exit_code == 1
    assert said.count("skipping is forbidden") >= 2
    assert "1 passed" in said
    assert "skipped" not in said


def test_an_expected_failure_is_a_failure_when_forbidden(root: Path, tmp_path: Path) -> None:
    code = QUIET.format(mark="xfail")
    assert run(root, tmp_path, code)[0] == 0
    exit_code, said = run(root, tmp_path, code, CREDITDELTA_NO_SKIP="1")
    assert exit_code == 1
    assert "2 failed, 1 passed" in said


def test_a_file_that_skips_itself_is_a_failure_when_forbidden(root: Path, tmp_path: Path) -> None:
    code = WHOLE_FILE.format(call="importorskip('no_such_module')")
    exit_code, said = run(root, tmp_path, code, CREDITDELTA_NO_SKIP="1")
    assert exit_code != 0
    assert "skipping is forbidden" in said


def test_soak_runs_only_when_chosen(root: Path, tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = soak: long\n")
    code = "import pytest\n@pytest.mark.soak\ndef test_long(): ...\ndef test_short(): ...\n"
    assert "1 passed, 1 deselected" in run(root, tmp_path, code, CREDITDELTA_NO_SKIP="1")[1]
    assert "1 passed, 1 deselected" in run(root, tmp_path, code, PYTEST_ADDOPTS="-m soak")[1]


def test_on_the_database_is_what_asks_for_one(root: Path, tmp_path: Path) -> None:
    code = (
        "import pytest\ndef test_with(ledger): ...\ndef test_without(): ...\n"
        "@pytest.mark.django_db\ndef test_too(): ...\n"
    )
    asked = {"PYTEST_ADDOPTS": "--on-the-database --collect-only"}
    exit_code, said = run(root, tmp_path, code, **asked)
    assert exit_code == 0
    assert "2/3 tests collected (1 deselected)" in said


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "example.org"])
def test_no_test_leaves_this_machine(host: str) -> None:
    with pytest.raises(RuntimeError, match="a test tried"):
        socket.create_connection((host, 80), timeout=1)


def test_this_machine_may_be_reached() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname(), timeout=5) as client,
    ):
        assert client.getpeername() == server.getsockname()
