"""Every form is known by its own headings, however they are typed; what is missing is said in words."""

from random import Random

import pytest

from creditdelta.facade.check import check, rulebook
from creditdelta.pipeline import check as checking
from creditdelta.pipeline.headings import keys, unit
from creditdelta.pipeline.readers.source import SampleRow
from creditdelta.pipeline.recognise import Recognition, ranges, recognise
from creditdelta.pipeline.tests.cast import DAY, code, codes, labels, row, standard, write
from creditdelta.rulebook.standards import Mapping

STANDARDS = sorted(rulebook().standards)
MAPPINGS = sorted(rulebook().mappings)


def read(*rows: tuple[str, ...]) -> Recognition | None:
    sample = [SampleRow(number, number, cells) for number, cells in enumerate(rows, 1)]
    return recognise(sample, rulebook().standards.values(), rulebook().mappings.values())


def known(*rows: tuple[str, ...]) -> Recognition:
    found = read(*rows)
    assert found is not None
    return found


def own_headings(form: Mapping) -> list[str]:
    return list(dict.fromkeys(name for column in form.columns for name in column.sources))


@pytest.mark.parametrize("language", ["zh", "en", "code"])
@pytest.mark.parametrize("name", STANDARDS)
def test_a_standard_by_its_labels_and_codes_in_any_order(name, language):
    form = rulebook().standards[name]
    says = {"zh": lambda c: c.label.zh, "en": lambda c: c.label.en, "code": lambda c: c.code}
    headings = [says[language](column) for column in form.columns]
    Random(5).shuffle(headings)
    found = known(tuple(headings))
    assert (found.standard.id, found.mapping, found.confidence) == (name, None, 1.0)
    assert found.places.keys() == {column.code for column in form.columns}
    for column in form.columns:
        assert [headings[place] for place in found.places[column.code]] == [says[language](column)]


@pytest.mark.parametrize("name", MAPPINGS)
def test_a_suppliers_form_by_its_own_headings(name):
    form = rulebook().mappings[name]
    headings = own_headings(form)
    Random(6).shuffle(headings)
    found = known(tuple(headings))
    assert found.mapping == form
    assert found.standard.id == form.standard
    for column in form.columns:
        assert [headings[place] for place in found.places[column.to]] == list(column.sources)
    assert (found.unknown, found.repeated, found.wrong_unit) == ((), {}, ())
    assert found.missing == ()


@pytest.mark.parametrize("name", MAPPINGS)
def test_columns_left_out_on_purpose_are_not_unknown(name):
    form = rulebook().mappings[name]
    found = known((*own_headings(form), *form.ignored))
    assert found.mapping == form
    assert found.unknown == ()


def test_missing_columns_are_named_by_their_numbers():
    headings = labels("penalty")
    found = known((*headings[:3], *headings[8:]))
    assert "缺第 4–8 列" in found.sentence("zh")
    assert "columns 4–8 missing" in found.sentence("en")
    assert "2018 版" in found.sentence("zh")
    assert "edition 2018" in found.sentence("en")
    gaps = known((*headings[:3], *headings[8:20], *headings[21:]))
    assert "缺第 4–8、21 列" in gaps.sentence("zh")
    assert "columns 4–8, 21 missing" in gaps.sentence("en")
    whole = known(tuple(headings))
    assert "各列齐全" in whole.sentence("zh")
    assert "no column missing" in whole.sentence("en")


def test_nobody_misses_an_id_number():
    found = known(tuple(one for one in labels("penalty") if "证件号码" not in one))
    assert found.missing == ()


def test_ranges():
    assert ranges([]) == []
    assert ranges([1, 2, 4]) == ["1–2", "4"]


@pytest.mark.parametrize(
    "written",
    [
        "*罚款金额（万元）",
        "罚款金额(万元)*",
        "罚款金额【万元】",
        " 罚款 金额（ 万元 ）",
        "罚款金额",
        "CF_NR_FK",
        "cf_nr_fk",
        "ＣＦ_ＮＲ_ＦＫ",
        "罚款金额（单位：万元）",
        "罚款金额（人民币万元）",
    ],
)
def test_a_heading_however_it_is_typed(written):
    found = known(tuple(written if "罚款金额" in one else one for one in labels("penalty")))
    assert found.places["CF_NR_FK"] == (labels("penalty").index("罚款金额（万元）"),)
    assert (found.unknown, found.wrong_unit) == ((), ())


@pytest.mark.parametrize("written", ["罚款金额（元）", "罚款金额(单位：元)", "罚款金额〔元〕"])
def test_another_unit_is_noticed(written, tmp_path):
    headings = [written if "罚款金额" in one else one for one in labels("penalty")]
    found = known(tuple(headings))
    assert [headings[place] for place in found.wrong_unit] == [written]
    path = write(tmp_path / "yuan.csv", headings, [list(row("penalty").values())])
    report = check(path, on=DAY)
    assert dict(report.totals)["CD-HEAD-005"] == 1
    assert (report.rows, report.accepted, report.ok) == (1, 0, False)


def test_units_and_keys():
    assert [unit(one) for one in ("额（元）", "额（单位:万元）", "额", "额（税）")] == [
        "元",
        "万元",
        "",
        "",
    ]
    assert keys("代码_1（信用代码）") == ("代码1(信用代码)", "代码1", "信用代码")
    assert keys("额（单位：元）") == ("额(单位元)", "额")


def test_the_header_may_stand_lower():
    title = ("行政处罚信息表（合成）",)
    found = known(title, ("填报单位：合成示例局", ""), tuple(labels("penalty")))
    assert found.header.row == 3
    assert found.confidence == 1.0


def test_of_two_headers_the_first_one_counts():
    headings = tuple(labels("code_map"))
    assert known(headings, headings).header.row == 1


def test_a_column_twice_and_a_column_nobody_knows(tmp_path):
    headings = [*labels("code_map"), "统一社会信用代码", "我的备注", "", "序号"]
    found = known(tuple(headings))
    assert found.repeated == {5: "uscc"}
    assert found.unknown == (6,)
    cells = [*row("code_map").values(), code(2), "甲", "", "1"]
    report = check(write(tmp_path / "more.csv", headings, [cells]), on=DAY)
    said = {(one.column, one.code) for one in report.findings}
    assert said == {("统一社会信用代码", "CD-HEAD-004"), ("我的备注", "CD-HEAD-003")}
    assert (report.rows, report.accepted) == (1, 0)


def test_a_suppliers_form_wins_over_the_standard_it_fits_as_well():
    shared = tuple(one.sources[0] for one in rulebook().mappings["legacy-penalty-2015"].columns)
    assert known(shared).mapping is not None


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [("",)],
        [("甲", "乙", "丙")],
        [("名称",)],
        [("名称", *map(str, range(40)))],
    ],
)
def test_nothing_is_recognised_where_nothing_fits(rows):
    assert read(*rows) is None


def test_an_unknown_form_is_an_answer(tmp_path):
    report = check(write(tmp_path / "odd.csv", ["甲", "乙"], [["1", "2"]]), on=DAY)
    assert (report.ok, report.recognition, report.rows) == (False, "", 0)
    assert codes(report) == {"CD-FILE-004": 1}


@pytest.mark.parametrize("name", ["licence", "licence/2018", "行政许可"])
def test_a_file_may_be_held_to_one_standard(name, tmp_path):
    shared = labels("licence")[:13]  # the penalty form begins with the same columns
    path = write(tmp_path / "few.csv", shared, [list(row("licence").values())[:13]])
    recognition = check(path, kind=name, on=DAY).inner.recognition
    assert recognition is not None
    assert recognition.standard.id == "licence/2018"


def test_header_findings_name_every_missing_column():
    found = known(tuple(labels("penalty")[:20]))
    said = checking.header_findings(found).to_pylist()
    missing = {one["column"]: one["code"] for one in said}
    needs = {column.label.zh: column.need for column in standard("penalty").columns}
    assert list(missing) == sorted(missing, key=lambda one: missing[one])
    for heading, error in missing.items():
        key = heading in ("处罚机关统一社会信用代码",)
        assert error == ("CD-HEAD-001" if needs[heading] == "mandatory" or key else "CD-HEAD-002")
    assert len(missing) == 10
