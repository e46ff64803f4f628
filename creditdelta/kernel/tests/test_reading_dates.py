"""Every form a department writes a date in, and the compiled twin that must agree."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from creditdelta.kernel import compiled_dates
from creditdelta.kernel.dates import NotADate, parse, read, required
from creditdelta.kernel.errors import find

READ = {
    "2018-01-02": date(2018, 1, 2),
    "2018/1/2": date(2018, 1, 2),
    "2018.01.2": date(2018, 1, 2),
    "20180102": date(2018, 1, 2),
    "2018年1月2日": date(2018, 1, 2),
    "2018年01月02号": date(2018, 1, 2),
    " 2018-01-02\t": date(2018, 1, 2),
    "2099/12/31": date(2099, 12, 31),
    "9999-12-31": date(9999, 12, 31),
    "9999-9-9": date(9999, 9, 9),
    "2020-02-29": date(2020, 2, 29),
    "0001-01-01": date(1, 1, 1),
}
REMARKED = {
    "43102": (date(2018, 1, 2), "CD-DATE-005"),
    "19725": (date(1954, 1, 1), "CD-DATE-005"),
    "73050": (date(2099, 12, 31), "CD-DATE-005"),
    "2018-01-02 00:00:00": (date(2018, 1, 2), "CD-DATE-007"),
    "2018-01-02T8:30": (date(2018, 1, 2), "CD-DATE-007"),
    "2018/1/2  23:59:59.999": (date(2018, 1, 2), "CD-DATE-007"),
    "20180102 9:05": (date(2018, 1, 2), "CD-DATE-007"),
    "2018年1月2日 9:05": (date(2018, 1, 2), "CD-DATE-007"),
}
REFUSED = {
    "CD-DATE-001": [
        *(
            "",
            " ",
            "x",
            "长期",
            "2018",
            "2018-01",
            "18-01-02",
            "2018-1/2",
            "2018--1-2",
            "2018-001-02",
        ),
        *(
            "19724",
            "73051",
            "4310",
            "431020",
            "43102.5",
            "２０１８-01-02",
            "2018年1月2",
            "2018-1月2日",
        ),
        *(
            "2018-01-02 24:00",
            "2018-01-02 1:60",
            "2018-01-02T00:00:00Z",
            "2018-01-02 1",
            "201801021",
        ),
        *(
            "2018-01-02T",
            "2018-01-02 10:00.5",
            "2018-01-02 10:00:00.",
            "2018 -01-02",
            "-2018-01-02",
        ),
    ],
    "CD-DATE-002": [
        *("2018-02-30", "2019-02-29", "1900-02-29", "20181301", "2018年0月1日", "2018/4/31"),
        *("0000-01-01", "2018-00-10", "2018-1-0", "2018-02-30 10:00", "99999999"),
    ],
}


def compiled(text: str) -> tuple[int, int]:
    padded = f"9{text}9".encode()
    data, end = np.frombuffer(padded, dtype=np.uint8), len(padded) - 1
    return compiled_dates.day_at(data, 1, end), compiled_dates.form_at(data, 1, end)


def scalar(text: str) -> tuple[int, str | None]:
    reading = read(text)
    if reading.day is None:
        assert reading.code is not None
        return -1_000_000 - int(reading.code[-3:]), reading.code
    return (reading.day - date(1970, 1, 1)).days, reading.code


def assert_twins_agree(text: str) -> None:
    day, form = compiled(text)
    expected, code = scalar(text)
    assert day == expected
    if day >= compiled_dates.FIRST_DAY:
        assert form == (int(code[-3:]) if code else compiled_dates.PLAIN)


@pytest.mark.parametrize("text", READ)
def test_plain_forms_are_read_without_remark(text):
    assert (read(text).day, read(text).code) == (READ[text], None)
    assert_twins_agree(text)


@pytest.mark.parametrize("text", REMARKED)
def test_serials_and_times_are_read_with_a_remark(text):
    assert (read(text).day, read(text).code) == REMARKED[text]
    assert find(REMARKED[text][1]).severity == "warning"
    assert_twins_agree(text)


@pytest.mark.parametrize(("code", "text"), [(c, t) for c, ts in REFUSED.items() for t in ts])
def test_what_names_no_day_is_refused_with_its_reason(code, text):
    assert (parse(text), read(text).code, find(code).severity) == (None, code, "error")
    assert_twins_agree(text)
    with pytest.raises(NotADate) as refusal:
        required(text)
    assert refusal.value.code == code


def test_every_day_of_four_centuries_is_the_same_in_both():
    day = date(1800, 1, 1)
    while day < date(2200, 1, 1):
        assert compiled(day.isoformat())[0] == (day - date(1970, 1, 1)).days
        day += timedelta(1)


def test_both_ends_of_the_calendar():
    assert compiled("0001-01-01")[0] == compiled_dates.FIRST_DAY
    assert compiled("9999-12-31")[0] == compiled_dates.LAST_DAY


NUMBER = st.integers(0, 12_000).map(str) | st.integers(0, 99).map("{:02d}".format)
MARK = st.sampled_from(["-", "/", ".", "年", "月", "日", "号", " ", "T", ":", "", "\t"])
ASSEMBLED = st.lists(st.tuples(NUMBER, MARK), max_size=7).map(
    lambda parts: "".join(number + mark for number, mark in parts)
)
DATED = st.tuples(st.dates(), st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"]))


@settings(deadline=None, max_examples=600)
@given(ASSEMBLED | st.text(alphabet="0123456789-/.年月日T: ", max_size=20) | st.text(max_size=12))
def test_twins_agree_on_anything(text):
    assert_twins_agree(text.encode("utf-8", "replace").decode())


@settings(deadline=None, max_examples=200)
@given(DATED, st.integers(0, 30), st.sampled_from("0123456789-/.年 x"))
def test_twins_agree_on_a_date_with_one_wrong_sign(dated, place, sign):
    text = dated[0].strftime(dated[1]).rjust(10, "0")
    assert_twins_agree(text)
    assert_twins_agree(text[:place] + sign + text[place + 1 :])
