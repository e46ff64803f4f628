"""Scenes of a whole check: codes at home in two columns, forms named by the sender, the way back."""

from openpyxl import load_workbook

from creditdelta.facade.check import check
from creditdelta.pipeline.tests.cast import CITIZEN, DAY, code, codes, labels, row, sent, write


def test_a_tax_number_beside_a_missing_code_is_no_slip(tmp_path):
    rows = [row("penalty", 1, CF_XDR_SHXYM=""), row("penalty", 2, CF_XDR_SHXYM=code(2)[:-1])]
    report = sent(tmp_path / "tax.csv", "penalty", rows)
    assert codes(report) == {"CD-FIELD-004": 1, "CD-USCC-001": 1}


def test_a_form_named_by_the_sender_may_lack_most_columns(tmp_path):
    headings = ["行政相对人名称", "行政相对人类别", "统一社会信用代码"]
    path = write(tmp_path / "few.csv", headings, [["合成甲有限公司", "个体工商户", code(1, "92")]])
    assert check(path, on=DAY).recognition == ""
    report = check(path, kind="licence", on=DAY)
    assert report.inner.recognition is not None
    assert report.inner.recognition.standard.id == "licence/2018"
    assert (report.rows, report.rejected) == (1, 1)


def test_the_fix_workbook_holds_no_citizens_number(tmp_path):
    rows = [
        row("penalty", 1, CF_XDR_LB=CITIZEN),
        row("penalty", 2, CF_WSH=CITIZEN, CF_CFLB="罚金"),
        row(
            "penalty",
            3,
            CF_FR_ZJLX=f"身份证{CITIZEN}",
            CF_CFLB="罚金",
            CF_XDR_GSZC="110108000000017",
        ),
    ]
    report = sent(tmp_path / "id.csv", "penalty", rows)
    assert report.to_xlsx(tmp_path / "fix.xlsx") == 3
    cells = [
        f"{cell.value} {cell.comment.text if cell.comment else ''}"
        for line in load_workbook(tmp_path / "fix.xlsx").worksheets[0].iter_rows()
        for cell in line
    ]
    assert not any(CITIZEN in cell for cell in cells)
    assert any("110108000000017" in cell for cell in cells)
    assert labels("penalty")[0] in [cell.strip() for cell in cells]
