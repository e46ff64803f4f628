"""The one sentence above an archive: what is wrong, since when, until when, and what can be done."""

from datetime import date

import pytest

from creditdelta.archive.answer import (
    ENDS_FIRST,
    FREE,
    NO_MINIMUM,
    Adverse,
    Answer,
    answer,
    of_record,
)
from creditdelta.kernel.errors import Words
from creditdelta.records.clock import Clock, Hand

DAY = date(2026, 3, 31)
PENALTY, LISTED = Words("行政处罚", "penalty"), Words("严重违法失信名单", "serious list")


def adverse(
    begun: str = "2026-01-05",
    repair: str = "",
    ends: str = "",
    label: Words = PENALTY,
    *,
    first: bool = False,
) -> Adverse:
    hands = [
        Hand(date.fromisoformat(day), "period", date.fromisoformat(begun), "+3m") if day else None
        for day in (repair, ends)
    ]
    ended = (hands[1],) if hands[1] else ()
    found = Clock(True, date.fromisoformat(begun), None, hands[0], ended, ends_first=first)
    section = "serious_list" if label is LISTED else "administration"
    return Adverse(label, section, found)


def zh(found: Answer) -> str:
    return found.headline.zh + "".join(one.zh for one in found.further)


SOON_OVER = adverse(ends="2026-04-01", first=True)
CASES = [
    ([adverse(ends="2027-01-05")], "正在公示它的 1 条不良记录：行政处罚 1 条。"),
    ([adverse(), adverse(label=LISTED), adverse()], "3 条不良记录：行政处罚 2 条、严重违法失信名单 1 条。"),
    ([adverse("2026-01-05"), adverse("2025-02-03")], "最早一条自 2025-02-03 起算。"),
    ([adverse(ends="2027-01-05"), adverse(ends="2026-06-05")], "公示最晚到 2027-01-05，到期自动停止"),
    (
        [adverse(ends="2027-01-05"), adverse(ends="2026-06-05"), adverse()],
        "有止期的 2 条最晚到 2027-01-05，到期自动停止，不用申请。其中 1 条没有读到公示止期的规定",
    ),
    ([adverse(ends="2027-01-05"), adverse()], "其中 1 条没有读到公示止期的规定"),
    ([adverse(repair="2026-04-05")], "最早从 2026-04-05 起可以申请修复。"),
    ([adverse(repair="2026-03-31")], "1 条已满最短公示期，履行义务后现在就可以申请修复。"),
    (
        [adverse(repair="2026-03-01"), adverse(repair="2026-05-05")],
        "1 条已满最短公示期，履行义务后现在就可以申请修复。另有 1 条最早从 2026-05-05 起可以申请修复。",
    ),
    ([adverse()], NO_MINIMUM.zh),
    ([SOON_OVER], ENDS_FIRST.zh),
    (
        [SOON_OVER, adverse(repair="2026-05-05"), adverse()],
        "其中 1 条最早从 2026-05-05 起可以申请修复。其中 1 条的公示在可以申请修复之前就自动结束，不用申请。"
        "另有 1 条，规则没有写明",
    ),
    ([adverse(repair="2026-05-05"), adverse()], "另有 1 条，规则没有写明从哪天起可以申请"),
]  # fmt: skip


@pytest.mark.parametrize(("found", "sentence"), CASES)
def test_what_is_said(found: list[Adverse], sentence: str) -> None:
    said = answer("", "alive", found, DAY)
    assert sentence in zh(said)
    assert FREE in said.further


def test_what_ends_before_its_repair_lacks_no_rule() -> None:
    for found in ([SOON_OVER], [SOON_OVER, adverse(repair="2026-05-05")]):
        said = answer("", "alive", found, DAY)
        assert "规则没有写明" not in zh(said)
        assert not any("o rule names" in one.en for one in said.further)
    assert of_record(SOON_OVER.clock, DAY).headline == ENDS_FIRST


def test_an_end_of_some_is_not_told_of_all() -> None:
    said = answer("", "alive", [adverse(ends="2027-01-05"), adverse()], DAY)
    assert "公示最晚到" not in zh(said)
    assert any(one.en.startswith("Of the 1 with an end") for one in said.further)


def test_both_languages_say_the_same_days_and_numbers() -> None:
    for found, _ in CASES:
        said = answer("", "alive", found, DAY)
        for one in (said.headline, *said.further):
            days = {
                word
                for word in one.en.replace(",", " ").replace(".", " ").split()
                if word[0].isdigit()
            }
            assert all(day in one.zh for day in days)


def test_nothing_adverse_judges_nobody() -> None:
    said = answer("", "alive", [], DAY)
    assert said.tone == "information"
    assert said.headline.zh == "到 2026-03-31，本平台没有正在公示的不良记录。"
    assert "不评价主体好坏" in zh(said)
    assert "别处可能还有" in zh(said)


def test_a_serious_list_weighs_more() -> None:
    assert answer("", "alive", [adverse()], DAY).tone == "attention"
    assert answer("", "alive", [adverse(label=LISTED)], DAY).tone == "serious"


@pytest.mark.parametrize("wait", ["unconfirmed", "unknown", "ambiguous"])
def test_who_is_not_confirmed_is_told_what_that_means(wait) -> None:
    said = answer(wait, "alive", [], DAY)
    assert said.tone == "information"
    assert "这不说明有没有问题" in zh(said)


def test_who_is_gone_is_told() -> None:
    assert "这个主体已经注销。" in zh(answer("", "gone", [], DAY))
    assert "已被吊销" in zh(answer("", "revoked", [adverse()], DAY))


def test_one_record_is_answered_too() -> None:
    later = of_record(adverse(repair="2026-04-05", ends="2027-01-05").clock, DAY)
    assert (
        later.headline.zh == "还不能申请修复：从 2026-04-05 起可以申请（自 2026-01-05 起满3个月）。"
    )
    assert "公示到 2027-01-05（含当日）" in zh(later)
    now = of_record(adverse(repair="2026-03-30").clock, DAY)
    assert now.headline.zh.startswith("可以申请修复：2026-03-30 已满最短公示期")
    assert of_record(adverse().clock, DAY).headline == NO_MINIMUM
    plain = of_record(Clock(False, DAY, None, None, ()), DAY)
    assert "不需要修复" in plain.headline.zh
