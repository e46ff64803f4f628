"""A finding in words: both languages, nothing unfilled, the same text by either path."""

import json
import re

import pyarrow as pa
import pytest

from creditdelta.facade.check import check
from creditdelta.kernel.errors import entries, families
from creditdelta.pipeline import findings, ndjson
from creditdelta.pipeline.ndjson import FIELDS, Writer
from creditdelta.pipeline.render import FIRST_OF_A_RULE, Renderer
from creditdelta.pipeline.tests.cast import DAY, code, labels, row, sent, write

BLANK = re.compile(r"\{(column|value|detail)\}")
ODD = ('引"号', "反\\斜", "换\n行", "制\t表", "\x07", "\x1f", "\\u0041", "{detail}", "{value}", "")


def one(**parts: object) -> pa.RecordBatch:
    """A batch of one finding."""
    fields = {"row": 2, "column": "列", "code": "CD-FIELD-003", "value": "甲", "detail": None}
    return pa.RecordBatch.from_pylist([fields | parts], schema=findings.SCHEMA)


def slow(batch: pa.RecordBatch, lang: str) -> list[dict[str, object]]:
    """Finding by finding, without suggested values."""
    renderer = Renderer(lang, None, 0)
    return [{name: getattr(f, name) for name in FIELDS} for f in renderer.findings(batch)]


def fast(batch: pa.RecordBatch, lang: str) -> list[dict[str, object]]:
    """Rule by rule, column-wise."""
    lines = ndjson.text(batch, Renderer(lang, None, 0)).decode()
    return [json.loads(line) for line in lines.splitlines()]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("family", families())
def test_sentences_are_filled(family, lang):
    for error in entries(family):
        (said,) = Renderer(lang, None).findings(one(code=error, value="甲", detail="乙"))
        assert said.message
        assert said.suggestion
        assert not BLANK.search(said.message)
        assert said.severity in ("error", "warning")


def test_the_row_as_a_whole_is_named_in_words():
    batch = one(code="CD-FIELD-001", column="", value=None)
    assert "本行" in Renderer("zh", None).findings(batch)[0].message
    assert "the row" in Renderer("en", None).findings(batch)[0].message


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("value", ODD)
def test_both_paths_say_the_same(value, lang):
    batch = one(value=value or None, detail=value or None)
    assert fast(batch, lang) == slow(batch, lang)
    assert fast(batch, lang)[0]["value"] == (value or None)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_both_paths_say_the_same_of_a_mixed_file(lang):
    parts = [
        findings.of_rows(
            pa.array(range(2, 9)).to_numpy(),
            column,
            error,
            pa.array([*ODD[:5], "甲", None]),
            pa.array([None, "3", *ODD[:4], ""]),
        )
        for column in ('列"一', "列二", "")
        for error in ("CD-FIELD-002", "CD-FIELD-003", "CD-DATE-003", "CD-KEY-001", "CD-ROW-004")
    ]
    batch = findings.in_order(findings.joined(parts), ['列"一', "列二"])
    assert fast(batch, lang) == slow(batch, lang)


def test_only_the_fields_asked_for_in_their_order():
    lines = ndjson.text(one(), Renderer("zh", None), ("code", "row")).decode()
    assert lines == '{"code":"CD-FIELD-003","row":2}\n'
    assert ndjson.text(findings.none_found(), Renderer("zh", None)) == b""


def test_a_writer_gathers_and_loses_nothing(monkeypatch):
    monkeypatch.setattr(ndjson, "GATHERED", 3)
    written: list[bytes] = []
    writer = Writer(written.append, Renderer("zh", None))
    for number in range(2, 10):
        writer.add(one(row=number))
    writer.flush()
    writer.flush()
    rows = [json.loads(line)["row"] for part in written for line in part.splitlines()]
    assert rows == list(range(2, 10))
    assert len(written) == 3


def test_values_are_cut_and_withheld():
    rows = pa.array([2]).to_numpy()
    cut = findings.of_rows(rows, "列", "CD-FIELD-002", pa.array(["长" * 900]))
    assert len(cut.column("value")[0].as_py()) == findings.VALUE_LIMIT
    (said,) = Renderer("zh", None).findings(one(code="CD-PERSON-003", value=None))
    assert said.value is None


def test_a_likely_value_is_offered(tmp_path):
    good = code(1)
    slip = good[:3] + ("8" if good[3] != "8" else "3") + good[4:]
    rows = [row("penalty", 1, CF_XDR_SHXYM=slip), row("penalty", 2, CF_CFLB="警告;罚欵")]
    rows += [row("penalty", 3, CF_XDR_MC="上海合成".encode().decode("gb18030", "ignore"))]
    report = sent(tmp_path / "near.csv", "penalty", rows)
    said = {one.code: one for one in report.findings}
    assert said["CD-USCC-003"].suggested == good
    assert good in said["CD-USCC-003"].suggestion
    assert "请核对" in said["CD-USCC-003"].suggestion
    assert said["CD-ENC-003"].suggested == "上海合成"


def test_a_list_value_is_offered_and_never_applied(tmp_path):
    report = sent(tmp_path / "near.csv", "penalty", [row("penalty", CF_XDR_LB="法人及非法人组识")])
    (said,) = report.findings
    assert (said.value, said.suggested) == ("法人及非法人组识", "法人及非法人组织")
    assert report.rejected == 1


def test_only_the_first_of_a_rule_get_a_value_of_their_own():
    batch = findings.joined([one(row=n, code="CD-USCC-003", value=_slip(n)) for n in range(2, 6)])
    offered = [bool(f.suggested) for f in Renderer("zh", None, 2).findings(batch)]
    assert offered == [True, True, False, False]


def _slip(number: int) -> str:
    good = code(number)
    return good[:-2] + good[-1] + good[-2] if good[-1] != good[-2] else good[:-1] + "0"


def test_the_first_thousand_of_each_rule_are_kept_and_all_are_counted(tmp_path):
    wrong = FIRST_OF_A_RULE + 7
    cells = [["合成", code(1), "", "", ""] for _ in range(3)]
    cells += [["", code(2), "", "", "1"] for _ in range(wrong)]
    report = check(write(tmp_path / "many.csv", labels("code_map"), cells), on=DAY)
    assert dict(report.totals)["CD-FIELD-001"] == wrong
    kept = [one for one in report.findings if one.code == "CD-FIELD-001"]
    assert len(kept) == FIRST_OF_A_RULE
    assert [one.row for one in kept] == list(range(5, 5 + FIRST_OF_A_RULE))
    assert (report.rows, report.rejected) == (wrong + 3, wrong)


def test_every_finding_of_a_real_check_is_whole(tmp_path):
    rows = [
        row("penalty", 1, CF_NR_FK="", CF_CFLB="警告;罚款"),
        row("penalty", 2, CF_JDRQ="2024-03-02", CF_YXQ="2024-03-01"),
        row("penalty", 3, CF_JDRQ="2030-01-01", CF_YXQ="2031-01-01", CF_GSJZQ=""),
        row("penalty", 4, CF_XDR_ZZJG=row("penalty", 5)["CF_XDR_ZZJG"]),
        row("penalty", 5, CF_NR="罚款5000元"),
        row("penalty", 6, CF_JDRQ="45352"),
        row("penalty", 7, CF_SJLY="坏\x07字"),
        row("penalty", 8, BZ="长" * 600),
    ]
    report = sent(tmp_path / "whole.csv", "penalty", rows)
    details = {one["code"]: one["detail"] for one in report.to_arrow().to_pylist()}
    assert details == {
        "CD-FIELD-004": "处罚类别 警告;罚款",
        "CD-DATE-004": "处罚决定日期 2024-03-02",
        "CD-DATE-003": "2026-11-23",
        "CD-AGREE-001": row("penalty", 4)["CF_XDR_ZZJG"],
        "CD-AGREE-003": "¥5000.00",
        "CD-DATE-005": "2024-03-01",
        "CD-FIELD-008": "U+0007",
        "CD-FIELD-002": "512",
    }
    for one_finding in report.findings:
        assert "：。" not in one_finding.message
        assert details[one_finding.code] in one_finding.message
