"""The calendar file: read back line by line as RFC 5545 says."""

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from creditdelta.archive.publicity_calendar import OCTETS, Occasion, calendar_file

READ_ON = date(2026, 1, 5)


def occasion(
    summary: str = "公示最后一天", description: str = "", on: date = date(2026, 7, 2)
) -> Occasion:
    return Occasion("91-end@creditdelta", on, summary, description, "http://127.0.0.1/subject/91/")


def parsed(text: str) -> list[tuple[str, str]]:
    """Names (with parameters) and values, unfolded and unescaped."""
    assert text.endswith("\r\n")
    lines = text.removesuffix("\r\n").split("\r\n")
    assert all(len(line.encode()) <= OCTETS for line in lines)
    whole: list[str] = []
    for line in lines:
        if line.startswith(" "):
            whole[-1] += line[1:]
        else:
            whole.append(line)
    pairs = [line.partition(":") for line in whole]
    return [(name, _plain(value)) for name, _, value in pairs]


def _plain(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], value)


def test_an_occasion_is_a_whole_day() -> None:
    found = dict(parsed(calendar_file([occasion()], READ_ON, "名称")))
    assert found["DTSTART;VALUE=DATE"] == "20260702"
    assert found["DTEND;VALUE=DATE"] == "20260703"
    assert found["DTSTAMP"] == "20260104T160000Z"
    assert found["UID"] == "91-end@creditdelta"
    assert (found["VERSION"], found["METHOD"]) == ("2.0", "PUBLISH")


def test_the_same_record_gives_the_same_file() -> None:
    assert calendar_file([occasion()], READ_ON, "") == calendar_file([occasion()], READ_ON, "")


def test_a_day_that_was_moved_replaces_the_one_a_calendar_has() -> None:
    before = dict(parsed(calendar_file([occasion()], READ_ON, "")))
    moved = [occasion(on=date(2026, 9, 2))]
    after = dict(parsed(calendar_file(moved, date(2026, 1, 6), "")))
    assert after["UID"] == before["UID"]
    assert after["DTSTAMP"] > before["DTSTAMP"]
    assert int(after["SEQUENCE"]) == int(before["SEQUENCE"]) + 1


def test_blocks_are_opened_and_closed_in_order() -> None:
    lines = parsed(calendar_file([occasion(), occasion()], READ_ON, ""))
    blocks = [(name, value) for name, value in lines if name in ("BEGIN", "END")]
    event = [("BEGIN", "VEVENT"), ("END", "VEVENT")]
    assert blocks == [("BEGIN", "VCALENDAR"), *event, *event, ("END", "VCALENDAR")]


TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs")) | st.just("\n"), max_size=200)


@given(summary=TEXTS, description=TEXTS)
def test_any_text_is_read_back(summary: str, description: str) -> None:
    lines = parsed(calendar_file([occasion(summary, description)], READ_ON, ""))
    found = dict(lines)
    assert (found["SUMMARY"], found["DESCRIPTION"]) == (summary, description)
