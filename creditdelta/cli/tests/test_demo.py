"""`cdelta demo`: the whole world taken in, everything as the key says; and what it does when it is not."""

import json
import os
import re
import socket
from collections import Counter
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from django.core.management import call_command

import creditdelta as cd
from creditdelta.archive.boards import FACTS, board
from creditdelta.archive.organisations import organisations
from creditdelta.archive.queries import archive
from creditdelta.cli.demo import command
from creditdelta.cli.demo_site import free_port, invite
from creditdelta.demo import take_in
from creditdelta.demo.visits import visits
from creditdelta.journal.synthetic import MARK, demonstration_day
from creditdelta.records.publishing import Viewer
from creditdelta.world.build import ANSWERS, DELIVERIES

FEW = 5  # the registers and a file of decisions


def run(folder, *options, lang="en"):
    runner = CliRunner(env={"COLUMNS": "100"})
    return runner.invoke(
        command,
        ["--out", str(folder), "--organisations", "400", "--no-serve", "--lang", lang, *options],
    )


@pytest.fixture(scope="module")
def done(tmp_path_factory, django_db_setup, django_db_blocker):
    folder = tmp_path_factory.mktemp("shown") / "demo"
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setenv("CREDITDELTA_HOME", "elsewhere")
        patch.setenv("DATABASE_URL", "postgres://nobody@nowhere/nothing")
        patch.setenv("CREDITDELTA_WITNESS", str(folder.parent / "witness"))
        yield folder, run(folder)
        call_command("flush", interactive=False, verbosity=0)


def test_the_ledger_is_as_the_key_says(done):
    folder, result = done
    assert result.exit_code == 0, result.output
    key = json.loads((folder / "world" / ANSWERS).read_text(encoding="utf-8"))
    files, confirmed = len(key["files"]), sum(key["confirmed"].values())
    assert f"✓ {files} of {files} files counted exactly" in result.stdout
    assert f"✓ organisations confirmed: {confirmed:,} of {confirmed:,}" in result.stdout
    withdrawn = len(key["withdrawn"])
    assert f"✓ records withdrawn: {withdrawn} of {withdrawn}" in result.stdout
    assert re.search(r"✓ journal: \d+ events", result.stdout)
    assert "✗" not in result.output


def test_the_page_says_first_that_all_is_invented(done):
    assert "合成数据" in done[1].stdout.splitlines()[0]


def test_rows_add_up(done):
    line = next(line for line in done[1].stdout.splitlines() if "rows" in line and "=" in line)
    rows, *parts = (int(number.replace(",", "")) for number in re.findall(r"[\d,]+", line)[1:])
    assert rows == sum(parts) > 2000
    key = json.loads((done[0] / "world" / ANSWERS).read_text(encoding="utf-8"))
    assert rows == sum(one["rows"] for one in key["files"])


def test_every_province_has_a_line_for_each_group(done):
    for word in ("registers", "public side", "market side", "withdrawals"):
        assert done[1].stdout.count(word) == 4


def test_reasons_have_a_code_and_words(done):
    assert re.search(r"\d+  CD-USCC-003  Wrong check character", done[1].stdout)


def test_it_ends_with_three_things_to_try_in_its_own_ledger(done):
    folder, result = done
    lines = result.stderr.strip().splitlines()[-3:]
    place = f"DATABASE_URL= CREDITDELTA_HOME={folder / 'ledger'} cdelta "
    assert all(line.strip().startswith(place) for line in lines)
    assert "submission ls" in lines[0]
    key = json.loads((folder / "world" / ANSWERS).read_text(encoding="utf-8"))
    former = {name for one in key["names"] for name in one["former_names"]}
    assert lines[1].split("subject find ")[1].strip("'") in former
    checked = lines[2].split()
    assert Path(checked[checked.index("check") + 1]).is_file()


def test_another_database_and_its_witnesses_are_left_alone(done):
    assert "DATABASE_URL was left alone" in done[1].stderr
    assert "DATABASE_URL" not in os.environ
    assert not (done[0].parent / "witness").exists()
    assert os.environ["CREDITDELTA_HOME"] == str(done[0] / "ledger")


@pytest.fixture
def tampered(monkeypatch, ledger):  # the fixture `ledger` restores the home that the command sets
    """Only a few files are delivered, and the key says of the last that one row more was accepted."""
    whole = take_in.built

    def built(folder, organisations, seed):
        yield from whole(folder, organisations, seed)
        for name in (DELIVERIES, ANSWERS):
            path = folder / take_in.WORLD / name
            content = json.loads(path.read_text(encoding="utf-8"))
            if name == DELIVERIES:
                content = content[:FEW]
            else:
                content["files"] = content["files"][:FEW]
                content["files"][-1]["accepted"] += 1
            path.write_text(json.dumps(content), encoding="utf-8")

    monkeypatch.setattr(take_in, "built", built)
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.mark.usefixtures("tampered")
def test_what_differs_from_the_key_is_named_and_fails(tmp_path):
    result = run(tmp_path / "demo", lang="zh")
    assert result.exit_code == 1, result.output
    key = json.loads((tmp_path / "demo" / "world" / ANSWERS).read_text(encoding="utf-8"))
    last = key["files"][-1]
    assert f"✗ 文件：{FEW} 个中 {FEW - 1} 个逐项一致" in result.stdout
    told = f"{last['file']}: 入账 {last['accepted'] - 1}，答案 {last['accepted']}"
    assert told in result.stdout
    assert f"✗ 已撤销记录：答案 {len(key['withdrawn'])}，账本 0" in result.stdout


def test_a_folder_that_no_demonstration_made_is_left_alone(tmp_path):
    mine = tmp_path / "mine.txt"
    mine.write_text("mine", encoding="utf-8")
    result = run(tmp_path)
    assert result.exit_code == 2
    assert "不会覆盖" in result.stderr
    assert "left alone" in result.stderr
    assert list(tmp_path.iterdir()) == [mine]


def test_no_organisations_at_all_is_a_mistake_of_use():
    assert CliRunner().invoke(command, ["--organisations", "0"]).exit_code == 2


def test_its_home_says_that_all_is_invented_and_on_which_day_it_is_read(done):
    folder, _ = done
    key = json.loads((folder / "world" / ANSWERS).read_text(encoding="utf-8"))
    assert demonstration_day() == date.fromisoformat(key["day"])
    assert "SYNTHETIC" in (folder / "ledger" / MARK).read_text(encoding="utf-8")


def test_its_boards_are_measured_on_that_day(done):
    found = board(FACTS)
    assert found.day == demonstration_day()
    assert found.body["cities"] == 41


def test_what_is_worth_a_visit_is_in_the_ledger(done):
    found = visits()
    code = found.archive.split("/")[2]
    assert archive(code, today=demonstration_day()).portrait is not None
    right, wrong = unquote(found.check.split("codes=")[1]).split("\n")
    assert right == code
    assert cd.uscc.check(right).valid
    assert not cd.uscc.check(wrong).valid
    assert len(unquote(found.search.split("q=")[1])) >= 2


def test_the_invitation_names_addresses_that_can_be_opened(done, capsys):
    invite("en", done[0], "http://127.0.0.1:8000")
    lines = capsys.readouterr().out.splitlines()
    assert "The site: http://127.0.0.1:8000/en/" in lines
    assert sum("http://127.0.0.1:8000/en/" in line for line in lines) == 4


def test_a_port_that_is_taken_is_left_to_whoever_has_it():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        assert free_port(taken) not in (0, taken)
        assert other.getsockname()[1] == taken


def test_its_boards_count_what_the_archives_show(done):
    day, everybody = demonstration_day(), Viewer(exact_code=False)
    shown: Counter[str] = Counter()
    for one in organisations():
        seen = archive(one.code, today=day, latest=None, viewer=everybody)
        shown.update({section.id: section.count for section in seen.sections if section.count})
    assert shown.total() > 400
    assert board(FACTS).body["sections"] == shown
