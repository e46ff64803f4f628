"""The command answers as the doors do, keeps nothing and names a broken line."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from creditdelta.cli.main import main
from creditdelta.journal.home import home
from creditdelta.screening.models import Job
from creditdelta.screening.tests.scenes import ID_NUMBER, firm, firms, screened


def screen(path: Path, *more: str) -> Result:
    return CliRunner().invoke(main, ["screen", str(path), *more])


def test_a_csv_is_answered_line_by_line(ledger: Path, tmp_path: Path) -> None:
    firms(tmp_path)
    path = tmp_path / "list.csv"
    path.write_text(f"代码,名称\n{firm(0)[0]},{firm(0)[1]}\n{ID_NUMBER},\n", encoding="utf-8")
    done = screen(path)
    assert done.exit_code == 0
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    (wanted,) = screened({"code": firm(0)[0], "name": firm(0)[1]})
    assert {**first, "line": 1} == wanted
    assert second["match"] == "person"
    assert ID_NUMBER not in done.output
    assert Job.objects.count() == 0
    assert list((home() / "screenings").iterdir()) == []


def test_a_broken_line_is_named(ledger: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.ndjson"
    path.write_text('{"name": "上海示例有限公司"}\n{"grade": 1}\n', encoding="utf-8")
    done = screen(path, "--lang", "en")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Line 2" in done.stderr
