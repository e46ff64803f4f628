"""A table whose encoding was ruined on the way is named as such, and none of its rows is accepted."""

import csv
import io

import pytest

from creditdelta.facade.check import check, rulebook
from creditdelta.pipeline.tests.cast import DAY, code, codes

HEADINGS = [one.sources[0] for one in rulebook().mappings["open-registrations"].columns]
REST = ["1995-03-01", "有限责任公司", "", "100万元人民币", "食品销售（合成）", "上海市"]
REST += ["浦东新区", "合成路1号"]


def table(rows: int) -> str:
    """Synthetic registrations as the open publisher lists them."""
    out = io.StringIO()
    cells = [
        [f"上海合成示例{number}号商贸有限公司", code(number), *REST]
        for number in range(1, rows + 1)
    ]
    csv.writer(out).writerows([HEADINGS, *cells])
    return out.getvalue()


def sent(folder, text: str, head: str = ""):
    path = folder / "registrations.csv"
    body = text.split("\r\n", 1)[1] if head else text
    path.write_bytes((head + body).encode())
    report = check(path, on=DAY)
    assert report.rows == report.accepted + report.rejected
    return report


SLIPS = {
    "UTF-8 as GB18030": lambda text: text.encode().decode("gb18030", "replace"),
    "UTF-8 as Latin-1": lambda text: text.encode().decode("latin-1"),
    "GB18030 as Latin-1": lambda text: text.encode("gb18030").decode("latin-1"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_header_that_was_decoded_wrongly_is_read_back(slip, tmp_path):
    report = sent(tmp_path, SLIPS[slip](table(3)))
    assert codes(report) == {"CD-ENC-005": 1}
    assert "企业" in report.findings[0].message
    assert report.rows == 0


@pytest.mark.parametrize("slip", [*SLIPS, "question marks"])
def test_rows_that_were_decoded_wrongly_are_refused(slip, tmp_path):
    slips = SLIPS | {"question marks": lambda text: text.encode("ascii", "replace").decode()}
    report = sent(tmp_path, slips[slip](table(20)), ",".join(HEADINGS) + "\r\n")
    assert (report.rows, report.accepted) == (20, 0)
    assert {"CD-ENC-002", "CD-ENC-003"} & set(codes(report))


@pytest.mark.parametrize("name", ["上海合成？有限公司", "Who? What? 合成有限公司"])
def test_a_question_in_a_name_is_no_ruin(name, tmp_path):
    text = table(1).replace("上海合成示例1号商贸有限公司", name)
    assert not {"CD-ENC-002", "CD-ENC-003"} & set(codes(sent(tmp_path, text)))
