"""A new record kind and a new source are data: after the recipe's files a CSV is judged by them."""

import re
import shutil
from pathlib import Path

import pytest

from creditdelta.facade.check import Report, check, rulebook
from creditdelta.pipeline.tests.cast import DAY, code, codes, write
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.records import standard

RECIPES = Path(__file__).parents[3] / "docs" / "recipes"
BLOCK = re.compile(r"^`rulebook/([^`]+)`:\n\n```toml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def follow(tmp_path, monkeypatch):
    """Follow a recipe in a copy of the rulebook, which is then the one in force."""
    root = tmp_path / "rulebook"
    shutil.copytree(folder(), root)
    monkeypatch.setenv("CREDITDELTA_RULEBOOK", str(root))
    rulebook.cache_clear()

    def write_files(recipe):
        page = (RECIPES / recipe).read_text(encoding="utf-8")
        for name, text in BLOCK.findall(page):
            (root / name).write_text(text, encoding="utf-8")
        return root

    yield write_files
    rulebook.cache_clear()


def judged(path: Path, headings: list[str], *rows: list[str]) -> Report:
    return check(write(path, headings, list(rows)), on=DAY)


def test_a_new_record_kind_is_recognised_and_checked(follow, tmp_path):
    form = standard("quality_certificate", follow("add-a-record-kind.md"))
    headings = [column.label.zh for column in form.columns]
    good = {column.code: column.example for column in form.columns} | {"uscc": code(1)}
    wrong = good | {"uscc": code(2)[:-1]}
    person = good | {"subject_kind": "自然人"}
    rows = [list(each.values()) for each in (good, wrong, good, person)]
    report = judged(tmp_path / "c.csv", headings, *rows)
    recognition = report.inner.recognition
    assert recognition is not None
    assert recognition.standard.id == "quality_certificate/2018"
    assert (report.rows, report.accepted) == (4, 2)
    assert codes(report) == {"CD-USCC-001": 1, "CD-KEY-001": 1, "CD-PERSON-001": 1}


def test_a_new_source_is_recognised_mapped_and_checked(follow, tmp_path):
    follow("add-a-source.md")
    headings = ["序号", "机构全称", "社会信用码", "主体类别", "状态", "成立日", "区", "门牌"]
    report = judged(
        tmp_path / "s.csv",
        headings,
        ["1", "合成甲有限公司", code(1), "有限责任公司", "1", "2020-01-01", "甲区", "1号"],
        ["2", "合成乙有限公司", code(2), "有限责任公司", "无", "2020-02-30", "/", "/"],
        ["3", "合成某某", "/", "自然人", "1", "2020-01-01", "甲区", "2号"],
        ["4", "/", code(4), "有限责任公司", "2", "", "", ""],
    )
    recognition = report.inner.recognition
    assert recognition is not None
    assert recognition.mapping is not None
    assert recognition.mapping.source == "example-district"
    assert codes(report) == {"CD-DATE-002": 1, "CD-PERSON-001": 1, "CD-FIELD-001": 1}
    assert (report.rows, report.accepted, report.rejected) == (4, 1, 3)


def test_before_the_recipe_nobody_knows_the_file(tmp_path):
    headings = ["序号", "机构全称", "信用码", "主体类别", "状态", "成立日"]
    assert codes(judged(tmp_path / "s.csv", headings)) == {"CD-FILE-004": 1}
