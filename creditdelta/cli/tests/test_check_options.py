"""`cdelta check` with its options: which day, which standard, which files go together."""

import json

import pytest
from click.testing import CliRunner

from creditdelta.cli.main import main
from creditdelta.pipeline.tests.cast import CITIZEN, labels, row, write


@pytest.fixture
def run():
    return lambda *words: CliRunner().invoke(main, ["check", *map(str, words)])


@pytest.fixture
def penalties(tmp_path):
    rows = [row("penalty", 1, CF_JDRQ="2024-03-01"), row("penalty", 2, CF_XDR_LB="自然人")]
    return write(tmp_path / "penalties.csv", labels("penalty"), [list(r.values()) for r in rows])


def test_the_day_of_the_check_may_be_given(run, penalties):
    codes = [
        {
            one["code"]
            for one in json.loads(run(penalties, "--json", "--on", day).stdout)["findings"]
        }
        for day in ("2024-02-29", "2024-03-01")
    ]
    assert codes == [{"CD-DATE-003", "CD-PERSON-001"}, {"CD-PERSON-001"}]


def test_persons_are_counted_and_not_shown(run, penalties):
    done = run(penalties, "--lang", "zh")
    assert "其中自然人 1" in done.stdout
    answer = json.loads(run(penalties, "--json").stdout)
    assert answer["totals"] == {"CD-PERSON-001": 1}
    assert set(answer) >= {"file", "form", "recognised", "rows", "accepted", "rejected", "findings"}


def test_a_number_in_the_file_reaches_no_output(run, tmp_path):
    cells = [list(row("penalty", 1, CF_SY=f"号{CITIZEN}", CF_CFJGDM=CITIZEN).values())]
    path = write(tmp_path / "id.csv", labels("penalty"), cells)
    out = tmp_path / "all.ndjson"
    for words in ((path,), (path, "--json"), (path, "--findings", out), (path, "--lang", "en")):
        done = run(*words)
        assert done.exit_code == 1
        assert CITIZEN not in done.stdout + done.stderr
    assert "CD-PERSON-003" in out.read_text(encoding="utf-8")
    assert CITIZEN not in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("option", ["--fix", "--findings"])
def test_one_result_file_takes_one_file(run, penalties, option, tmp_path):
    done = run(penalties, penalties, option, tmp_path / "out")
    assert done.exit_code == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("words", [[], ["--on", "yesterday"], ["--lang", "fr"], ["--nonsense"]])
def test_wrong_use_is_exit_2(run, penalties, words):
    assert run(*([penalties, *words] if words else [])).exit_code == 2


@pytest.mark.parametrize("words", [[], ["--json"]])
def test_an_unknown_kind_is_exit_2_and_names_the_known_ones(run, penalties, words):
    done = run(penalties, "--type", "penalti", *words)
    assert (done.exit_code, done.stdout) == (2, "")
    for kind in ("penalty", "licence", "registration", "code_map", "没有标准"):
        assert kind in done.stderr


@pytest.mark.parametrize("kind", ["penalty", "penalty/2018", "行政处罚"])
def test_a_kind_may_be_named_by_id_kind_or_label(run, penalties, kind):
    assert "CD-PERSON-001" in run(penalties, "--type", kind, "--json").stdout


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.csv", b"", "CD-FILE-002"),
        ("cut.csv.gz", b"\x1f\x8b\x08\x00\x00\x00\x00\x00", "CD-FILE-003"),
        ("unknown.csv", "甲,乙\n1,2\n".encode(), "CD-FILE-004"),
    ],
)
def test_a_file_that_cannot_be_read_is_an_answer(run, tmp_path, name, content, code):
    path = tmp_path / name
    path.write_bytes(content)
    done = run(path, "--json")
    answer = json.loads(done.stdout)
    assert done.exit_code == 1
    assert [one["code"] for one in answer["findings"]] == [code]
    assert (answer["rows"], answer["accepted"], answer["rejected"]) == (0, 0, 0)
    assert run(path).exit_code == 1
