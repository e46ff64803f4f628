"""Every code of the catalogue that a check can answer with is answered by some row here."""

import pytest

from creditdelta.facade.check import check
from creditdelta.kernel.errors import entries
from creditdelta.pipeline.tests.cast import (
    CITIZEN,
    DAY,
    code,
    codes,
    inner,
    labels,
    row,
    sent,
    standard,
    write,
)
from creditdelta.pipeline.validate.tests import reference
from creditdelta.pipeline.validate.tests.defects import drawn

FAMILIES = ("field", "agree", "key", "person", "date", "money", "enc", "row", "head")
NUMBERS = ("uscc", "orgcode", "regno", "taxno")


def by_the_checks() -> set[str]:
    """What the rows with drawn mistakes are answered with; `test_against_reference` proves equality."""
    found = set()
    for kind in ("penalty", "licence", "registration", "code_map"):
        rows = drawn(kind, 700, seed=2026)
        found |= {name for *_, name in reference.findings(standard(kind), rows, set(), DAY)}
    return found


def by_whole_files(folder) -> set[str]:
    cells = list(row("penalty", CF_XDR_SWDJ="").values())
    slipped = [*cells[:2], "", *cells[2:-1]]
    rows = [cells, cells, slipped, list(row("penalty", CF_XDR_LB="自然人").values())]
    rows += [list(row("penalty", CF_XDR_SHXYM=CITIZEN).values())]
    rows += [list(row("penalty", CF_FR_ZJHM=CITIZEN).values())]
    path = write(folder / "rows.csv", labels("penalty"), rows)
    with path.open("ab") as out:
        out.write(",".join(cells).encode().replace("合".encode(), b"\xff\xfe", 1) + b"\r\n")
    headings = [one if "罚款金额" not in one else "罚款金额（元）" for one in labels("penalty")]
    headings = [*headings[:6], *headings[8:-2], "处罚类别", "多余", "备注", "备注"]
    astray = row("registration", registered_capital="合成 合伙人")
    place = list(astray).index("registered_capital")
    astray[list(astray)[place + 1]] = "50(万美元)"
    write(folder / "astray.csv", labels("registration"), [list(astray.values())])
    (folder / "utf16.csv").write_text("单位名称,统一社会信用代码\n", encoding="utf-16")
    write(folder / "head.csv", headings, [])
    write(folder / "misread.csv", [one.encode().decode("latin-1") for one in labels("penalty")], [])
    return {name for path in sorted(folder.iterdir()) for name, _ in check(path, on=DAY).totals}


@pytest.fixture(scope="module")
def given(tmp_path_factory) -> set[str]:
    return by_the_checks() | by_whole_files(tmp_path_factory.mktemp("codes"))


@pytest.mark.parametrize("family", [*FAMILIES, *NUMBERS])
def test_every_code_of_the_family(family, given):
    assert set(entries(family)) - given == set()


def test_a_broken_code_says_nothing_about_the_category_beside_it(tmp_path):
    rows = [row("penalty", 1, CF_XDR_SHXYM=code(1)[:-1], CF_XDR_LB="个体工商户", CF_XDR_SWDJ="")]
    rows += [row("penalty", 2, CF_XDR_LB="个体工商户")]
    report = sent(tmp_path / "trader.csv", "penalty", rows)
    assert codes(report) == {"CD-USCC-001": 1, "CD-AGREE-002": 1}


def test_an_outdated_division_does_not_hide_a_wrong_organisation_code(tmp_path):
    other = row("code_map", 2)["organisation_code"]
    rows = [
        row("code_map", 1, uscc=code(1, division="999999"), organisation_code=other, tax_number="")
    ]
    assert codes(sent(tmp_path / "d.csv", "code_map", rows)) == {
        "CD-USCC-005": 1,
        "CD-AGREE-001": 1,
    }


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("其他-补办", {}),
        ("其他－补办、延续，变更", {}),
        ("其他", {"CD-FIELD-003": 1}),
        ("普通、特许", {"CD-FIELD-007": 1, "CD-FIELD-006": 1}),
        ("普通许可", {"CD-FIELD-003": 1}),
    ],
)
def test_free_text_behind_the_prefix(said, wanted, tmp_path):
    assert codes(sent(tmp_path / "l.csv", "licence", [row("licence", XK_XKLB=said)])) == wanted


def test_a_partys_code_is_no_authoritys(tmp_path):
    rows = [row("penalty", 1, CF_CFJGDM=code(2)), row("penalty", 2, CF_CFJGDM=code(2)[:-1])]
    rows += [row("penalty", 3 + n, CF_CFJGDM=code(9, kind)) for n, kind in enumerate(("11", "12"))]
    report = sent(tmp_path / "office.csv", "penalty", rows)
    assert codes(report) == {"CD-AGREE-004": 1, "CD-USCC-001": 1}
    assert report.accepted == 3


def test_an_older_row_needs_one_number_that_tells_the_organisation(tmp_path):
    headings = ["XK_WSH", "XK_XMMC", "XK_SPLB", "XK_NR", "XK_XDR", "XK_XDR_SHXYM", "XK_XDR_ZDM"]
    headings += ["XK_FR", "XK_JDRQ", "XK_JZQ", "XK_XZJG", "XK_ZT"]
    said = ["沪合示字1号", "合成许可", "普通", "合成", "合成甲有限公司"]
    rest = ["合成人", "2015-03-01", "2018-03-01", "合成示例局", "有效"]
    numbers = [("", inner(1)), (code(1), ""), ("", "")]
    path = write(tmp_path / "old.csv", headings, [[*said, *both, *rest] for both in numbers])
    report = check(path, on=DAY)
    assert report.recognition.startswith("这是行政许可旧版表")
    keyless = [(one.row, one.column) for one in report.findings if one.code == "CD-KEY-002"]
    assert keyless == [(4, "XK_XDR_SHXYM")]


def test_a_column_of_id_numbers_that_held_some_is_told_once(tmp_path):
    rows = [
        row("penalty", n, CF_FR_ZJHM=said) for n, said in enumerate(("无", "", CITIZEN, CITIZEN))
    ]
    report = sent(tmp_path / "legal.csv", "penalty", rows)
    assert report.totals == [("CD-PERSON-005", 1)]
    assert [(one.row, one.column) for one in report.findings] == [(1, "法定代表人证件号码")]
    assert report.accepted == 4
