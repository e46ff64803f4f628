"""`cdelta search`: what is found and why; what is not looked for; the index catches up."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from creditdelta.cli.main import main
from creditdelta.intake.tests.supplies import organisation
from creditdelta.journal.synthetic import mark
from creditdelta.search import index, queries
from creditdelta.search.tests.scenes import registers

pytestmark = pytest.mark.usefixtures("ledger")
CODE = organisation(0)[0]
NAME = "上海示例环保科技有限公司"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["search", *arguments])


@pytest.fixture(autouse=True)
def register(tmp_path: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CREDITDELTA_UNDURABLE", "1")
    registers(tmp_path, [NAME])


def test_refresh_then_find() -> None:
    assert run("示例").exit_code == 1
    assert "1 个名称" in run("refresh").output
    found = run("示例", "--lang", "zh")
    assert found.exit_code == 0
    assert f"{CODE}\t上海【示例】环保科技有限公司\t存续\t名称的一部分" in found.output


def test_json_and_filters() -> None:
    run("refresh")
    found = json.loads(run("--json", "--province", "31", "slhb").output)
    assert [hit["code"] for hit in found["hits"]] == [CODE]
    assert run("slhb", "--province", "32").exit_code == 1


def test_what_else_may_be_meant() -> None:
    run("refresh")
    assert CODE in run("上海示例环保科枝有限公司").output
    wrong = CODE[:10] + ("7" if CODE[10] != "7" else "8") + CODE[11:]
    assert "CD-USCC-003" in run(wrong).output
    assert "自然人" in run("王小明").output
    assert "两个字" in run("例").output


def test_a_demonstration_is_indexed_and_searched_on_its_own_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    day, seen = date(2026, 2, 27), set()

    def told(status: str, on: date) -> str:
        seen.add(on)
        return "alive"

    mark("合成数据", day)
    for module in (index, queries):
        monkeypatch.setattr(module, "life_of", told)
        run("refresh") if module is index else run(CODE)
        assert seen == {day}
        seen.clear()
