"""Is there a problem, since when, until when, what can be done? One plain answer.

Clause  S2, S34.
Pure    values in, sentences out; the day of reading is an argument. Nobody is called good or bad.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from creditdelta.archive.words import term_words
from creditdelta.kernel.errors import Words
from creditdelta.records.clock import Clock
from creditdelta.records.rules import Wait
from creditdelta.rulebook.life import Life

Tone = Literal["information", "attention", "serious"]
SERIOUS = "serious_list"
FREE = Words(
    "信用修复不收费，向作出决定的机关提出。",
    "Repair is free; ask the authority that decided.",
)
SCOPE = Words(
    "这里只有报到本平台、今天可以公示的内容，别处可能还有；本平台不评价主体好坏。",
    "Only what was reported here and may be public today is covered; there may be more elsewhere. "
    "Nobody is judged good or bad here.",
)
WAITS: dict[Wait, Words] = {
    "": Words("", ""),
    "unconfirmed": Words(
        "登记机关还没有报来这个代码的登记信息。", "No register has reported this code yet."
    ),
    "misnamed": Words("名称与代码对不上。", "The name does not fit the code."),
    "unknown": Words(
        "这个旧号码还没有对应到任何主体。", "This older number leads to no organisation yet."
    ),
    "ambiguous": Words(
        "这个旧号码对应不止一个主体。", "This older number is more than one organisation's."
    ),
}
NOT_SHOWN = Words(
    "用它报来的内容都在等待核实，核实之前不公开；这不说明有没有问题。",
    "What was reported by it waits to be verified and is not public before; this says nothing about "
    "whether there is a problem.",
)
ENDED: dict[Life, Words] = {
    "revoked": Words("这个主体已被吊销。", "This organisation's registration was revoked."),
    "gone": Words("这个主体已经注销。", "This organisation has been dissolved."),
}


@dataclass(frozen=True, slots=True)
class Adverse:
    """An adverse record in publicity, as the answer sees it."""

    label: Words
    section: str
    clock: Clock


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer. `headline`: the one sentence; `further`: since and until when, what can be done."""

    tone: Tone
    headline: Words
    further: tuple[Words, ...]


def answer(wait: Wait, life: Life, adverse: Sequence[Adverse], day: date) -> Answer:
    """The answer of an archive. `wait`: why nobody confirms the code, "" where somebody does."""
    if wait:
        return Answer("information", WAITS[wait], (NOT_SHOWN,))
    state = (ENDED[life],) if life in ENDED else ()
    if not adverse:
        headline = Words(
            f"到 {day}，本平台没有正在公示的不良记录。",
            f"On {day} no adverse record about it is public here.",
        )
        return Answer("information", headline, (*state, SCOPE))
    tone: Tone = "serious" if any(one.section == SERIOUS for one in adverse) else "attention"
    clocks = [one.clock for one in adverse]
    further = (*state, *span(clocks), *repair(clocks, day), FREE, SCOPE)
    return Answer(tone, _counted(adverse, day), further)


def _counted(adverse: Sequence[Adverse], day: date) -> Words:
    kinds = Counter(one.label for one in adverse)
    zh = "、".join(f"{label.zh} {count} 条" for label, count in kinds.items())
    en = ", ".join(f"{label.en} {count}" for label, count in kinds.items())
    number = len(adverse)
    return Words(
        f"到 {day}，本平台正在公示它的 {number} 条不良记录：{zh}。",
        f"On {day}, {number} adverse record{'s' * (number > 1)} about it "
        f"{'are' if number > 1 else 'is'} public here: {en}.",
    )


def span(clocks: Sequence[Clock]) -> Iterator[Words]:
    """Since when adverse records count, and until when they are public."""
    begun = [one.counted_from for one in clocks if one.counted_from is not None]
    ends = [one.end.on for one in clocks if one.end is not None]
    open_ended = len(clocks) - len(ends)
    if begun:
        yield Words(
            f"最早一条自 {min(begun)} 起算。", f"The earliest is counted from {min(begun)}."
        )
    if ends and open_ended:
        yield Words(
            f"有止期的 {len(ends)} 条最晚到 {max(ends)}，到期自动停止，不用申请。",
            f"Of the {len(ends)} with an end the last stops being public after {max(ends)}, by itself.",
        )
    elif ends:
        yield Words(
            f"公示最晚到 {max(ends)}，到期自动停止，不用申请。",
            f"The last stops being public after {max(ends)}, by itself.",
        )
    if open_ended:
        yield Words(
            f"其中 {open_ended} 条没有读到公示止期的规定，结束时由决定机关报来。",
            f"For {open_ended} no rule about an end was found; the authority reports it.",
        )


def repair(clocks: Sequence[Clock], day: date) -> Iterator[Words]:
    """For how many repair may be asked now, and from when for the others."""
    days = [one.repair.on for one in clocks if one.repair is not None]
    now, later = [one for one in days if one <= day], [one for one in days if one > day]
    if now:
        yield Words(
            f"{len(now)} 条已满最短公示期，履行义务后现在就可以申请修复。",
            f"{len(now)} may be repaired now, once its duties are done.",
        )
    if later:
        rest = len(later) < len(clocks)
        first = f"{'另有' if now else '其中'} {len(later)} 条" if rest else ""
        yield Words(
            f"{first}最早从 {min(later)} 起可以申请修复。",
            f"{f'For {len(later)} r' if rest else 'R'}epair may be asked for from {min(later)} "
            "at the earliest.",
        )
    over = sum(one.ends_first for one in clocks)
    if over == len(clocks):
        yield ENDS_FIRST
    elif over:
        yield Words(
            f"其中 {over} 条的公示在可以申请修复之前就自动结束，不用申请。",
            f"{over} will stop being public by itself before repair could be asked for."
            if over == 1
            else f"{over} will stop being public by themselves before repair could be asked for.",
        )
    unsaid = len(clocks) - len(days) - over
    if unsaid == len(clocks):
        yield NO_MINIMUM
    elif unsaid:
        yield Words(
            f"另有 {unsaid} 条，规则没有写明从哪天起可以申请，请询问决定机关。",
            f"For {unsaid} no rule names the day; ask the authority.",
        )


NO_MINIMUM = Words(
    "规则没有写明从哪天起可以申请修复，请询问作出决定的机关。",
    "No rule names the day from which repair may be asked for; ask the authority that decided.",
)

ENDS_FIRST = Words(
    "公示在可以申请修复之前就自动结束，不用申请。",
    "It stops being public by itself before repair could be asked for; nothing need be asked for.",
)


def of_record(found: Clock, day: date) -> Answer:
    """The answer of one record: public until when, and whether its repair may be asked for."""
    if not found.adverse:
        headline = Words(
            "这不是不良记录，没有公示止期，不需要修复。",
            "This is no adverse record: it has no end of publicity and needs no repair.",
        )
        return Answer("information", headline, ())
    return Answer("attention", _repairable(found, day), (*_until(found), FREE))


def _repairable(found: Clock, day: date) -> Words:
    hand = found.repair
    if found.ends_first:
        return ENDS_FIRST
    if hand is None:
        return NO_MINIMUM
    term = term_words(hand.term)
    if hand.on > day:
        return Words(
            f"还不能申请修复：从 {hand.on} 起可以申请（自 {hand.start} 起满{term.zh}）。",
            f"Not yet: repair may be asked for from {hand.on} ({term.en} after {hand.start}).",
        )
    return Words(
        f"可以申请修复：{hand.on} 已满最短公示期{term.zh}，履行义务后即可提出。",
        f"Repair may be asked for now, once its duties are done: the shortest period of {term.en} "
        f"was over on {hand.on}.",
    )


def _until(found: Clock) -> Iterator[Words]:
    end = found.end
    if end is None:
        yield Words(
            "没有读到公示止期的规定，结束时由决定机关报来。",
            "No rule about an end of publicity was found; the authority reports it.",
        )
    else:
        yield Words(
            f"公示到 {end.on}（含当日），到期自动停止，不用申请。",
            f"Public up to and including {end.on}; it then stops by itself.",
        )
