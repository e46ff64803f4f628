"""`cdelta subject`, `record`, `archive`, `kpi` on a small ledger: answers, exit codes, JSON."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from creditdelta.cli.main import main
from creditdelta.facade.check import rulebook
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import organisation, penalties, registrations

pytestmark = pytest.mark.usefixtures("ledger")
CODE, NAME = organisation(0)
TODAY = date(2026, 4, 1)


@pytest.fixture
def known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("creditdelta.facade.today.today", lambda: TODAY)
    for path in (
        registrations(tmp_path, 2),
        penalties(tmp_path, 1),
        penalties(
            tmp_path, 1, "odd.csv", CF_XDR_MC="上海别家商贸有限公司", CF_WSH="沪示罚〔2025〕9号"
        ),
    ):
        ingest(Received(path, "310000", "clerk", TODAY), rulebook())


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def told(*arguments: str) -> list[dict[str, Any]]:
    found = run(*arguments, "--json")
    assert found.exit_code == 0, found.output
    return [json.loads(line) for line in found.stdout.splitlines()]


def test_find_and_show(known: None) -> None:
    (line,) = told("subject", "find", NAME)
    assert (line["code"], line["matched"], line["confirmed"]) == (CODE, "name", True)
    assert run("subject", "find", "没有的名称").exit_code == 1
    (whole,) = told("subject", "show", CODE)
    assert (whole["life"], whole["city"]) == ("alive", "上海市")
    assert NAME in run("subject", "show", CODE, "--lang", "en").stdout
    assert run("subject", "show", organisation(7)[0]).exit_code == 1


def test_a_question_is_answered_and_the_answer_taken_back(known: None) -> None:
    (asked,) = told("subject", "questions")
    assert (asked["waits_for"], asked["candidates"][0]["code"]) == ("misnamed", CODE)
    assert CODE in run("subject", "questions").stdout
    made = run(
        "subject", "link", "name", str(asked["name"]), CODE, "--ground", "人工核对", "--actor", "甲"
    )
    assert made.exit_code == 0, made.output
    assert told("subject", "questions") == []
    (judgement,) = told("subject", "show", CODE)[0]["judgements"]
    assert (judgement["judgement"], judgement["stale"]) == (made.stdout.strip(), False)
    taken = run("subject", "unlink", made.stdout.strip(), "--ground", "关联有误", "--actor", "乙")
    assert taken.exit_code == 0, taken.output
    assert len(told("subject", "questions")) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("link", "name", NAME, CODE, "--ground", "听说", "--actor", "甲"),
        ("link", "same", "12345", CODE, "--ground", "人工核对", "--actor", "甲"),
        ("unlink", "zz", "--ground", "关联有误", "--actor", "甲"),
    ],
)
def test_what_cannot_be_linked_is_a_usage_error(known: None, arguments: tuple[str, ...]) -> None:
    assert run("subject", *arguments).exit_code == 2


def test_an_archive_for_the_public_and_for_an_officer(known: None) -> None:
    (found,) = told("archive", "show", CODE)
    administration = next(one for one in found["sections"] if one["id"] == "administration")
    assert administration["count"] == 1
    (whole,) = told("archive", "show", CODE, "--viewer", "officer", "--purpose", "核查")
    administration = next(one for one in whole["sections"] if one["id"] == "administration")
    assert {one["standing"] for one in administration["public"]} == {"standing", "waiting"}
    assert "沪示罚〔2025〕0号" in run("archive", "show", CODE).stdout
    assert run("archive", "show", CODE, "--viewer", "officer").exit_code == 2
    assert run("archive", "show", CODE, "--known-at", "2026-01-01").exit_code == 2
    assert run("archive", "show", organisation(8)[0]).exit_code == 1


def test_a_record_is_withdrawn_and_opened_again(known: None, tmp_path: Path) -> None:
    listed = told("record", "show", CODE)
    record = next(
        one for one in listed if one["standing"] == "standing" and one["kind"] == "penalty"
    )
    act = tmp_path / "act.pdf"
    act.write_bytes(b"an invented decision")
    by = ("--act", "沪示撤〔2026〕1号", "--act-file", str(act), "--actor", "甲")
    name = str(record["id"])
    assert run("record", "withdraw", name, "--ground", "不想", *by).exit_code == 2
    done = run("record", "withdraw", name, "--ground", "原决定被撤销", *by)
    assert done.exit_code == 0, done.output
    (closed,) = told("record", "show", name)
    assert (closed["standing"], closed["closed"]["act_number"]) == ("closed", "沪示撤〔2026〕1号")
    assert run("record", "withdraw", name, "--ground", "原决定被撤销", *by).exit_code == 2
    assert run("record", "reopen", name, *by).exit_code == 0
    done = run(
        "record", "replace", name, "--number", "沪示罚〔2025〕7号", "--ground", "数据错误", *by
    )
    assert done.exit_code == 0, done.output
    assert "已关闭" in run("record", "show", name, "--lang", "zh").stdout
    assert run("record", "show", "00000000-00000000").exit_code == 1


def test_the_digest_and_the_indicators(known: None) -> None:
    (digest,) = told("archive", "digest")
    assert (digest["organisations"], digest["records"]) == (2, 4)
    figures = {(one["indicator"], one["province"], one["department"]): one for one in told("kpi")}
    assert figures["conversion_ratio", "", ""]["per_million"] == 1_000_000
    assert figures["wrong_code_ratio", "310000", ""]["met"] is True
    assert "错码率" in run("kpi", "--by-department", "--lang", "zh").stdout
