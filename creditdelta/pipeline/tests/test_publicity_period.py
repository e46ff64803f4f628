"""The old penalty form says for how long, not until when: the end is reckoned, or it is asked for."""

from creditdelta.facade.check import check, rulebook
from creditdelta.pipeline.tests.cast import DAY, code, write

CELLS = {
    "CF_WSH": "示例罚字〔2015〕1号",
    "CF_CFMC": "未按期公示年报",
    "CF_CFLB1": "罚款",
    "CF_SY": "未按期公示年报（示例）",
    "CF_YJ": "示例条例第一条",
    "CF_XDR_MC": "上海合成示例有限公司",
    "CF_JG": "罚款2000元",
    "CF_JDRQ": "2016/02/29",
    "CF_JZRQ": "2019/02/28",
    "CF_XZJG": "合成示例局",
}


def old_form(tmp_path, *periods):
    rows = [
        {**CELLS, "CF_WSH": f"示例罚字〔2015〕{n}号", "CF_XDR_SHXYM": code(n), "GSQX": period}
        for n, period in enumerate(periods, 1)
    ]
    path = write(tmp_path / "old.csv", list(rows[0]), [list(one.values()) for one in rows])
    return check(path, on=DAY)


def test_one_and_three_years_are_reckoned_and_other_periods_reported(tmp_path):
    report = old_form(tmp_path, "1", "3年", "", "2", "2017-02-28")
    assert report.rows == 5
    told = [(one.row, one.column, one.code) for one in report.findings if one.row > 1]
    assert told == [(5, "GSQX＋CF_JDRQ", "CD-DATE-001"), (6, "GSQX＋CF_JDRQ", "CD-DATE-001")]
    assert "2；2016/02/29" in report.findings[-2].message


def test_the_form_names_the_period_as_its_own_column():
    form = rulebook().mappings["legacy-penalty-2015"]
    column = next(one for one in form.columns if one.to == "CF_GSJZQ")
    assert column.sources == ("GSQX", "CF_JDRQ")
    assert "GSQX" not in form.ignored
