"""Has the organisation a problem, until when, and what can it do? Three questions, answered in words.

Clause  S9, S34.
Pure    an archive's answer and clocks in, sentences out. Nobody is called good or bad.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from creditdelta.archive.answer import FREE, Answer, Tone, repair, span
from creditdelta.kernel.errors import Words
from creditdelta.records.clock import Clock

PROBLEM = Words("有没有问题？", "Is there a problem?")
UNTIL = Words("什么时候消除？", "Until when?")
TO_DO = Words("现在能做什么？", "What can be done?")
NOTHING_ENDS = Words("没有要消除的。", "There is nothing that would have to end.")
NOTHING_TO_DO = Words("没有必须做的事。", "Nothing needs to be done.")
WRONG = Words(
    "内容有错，请向作出决定的单位或报送单位提出更正；更正报来后，这里随之改变。",
    "If something is wrong, ask the authority that decided or reported to correct it; this site follows.",
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answer: the sentence, and what is said after it."""

    title: Words
    tone: Tone
    sentence: Words
    further: tuple[Words, ...]


def questions(
    told: Answer, adverse: Sequence[Clock], hidden: int, requests: int, day: date
) -> tuple[Question, Question, Question]:
    """The three answers. `hidden`: records kept and not public; `requests`: consents that wait."""
    return (
        Question(PROBLEM, told.tone, told.headline, _hidden(hidden)),
        _until(adverse),
        _to_do(adverse, requests, day),
    )


def _hidden(count: int) -> tuple[Words, ...]:
    if not count:
        return ()
    return (
        Words(
            f"另有 {count} 条记录不向公众公示，只有本组织和依法查询的单位看得到。",
            f"Besides, {count} record{'s are' if count > 1 else ' is'} kept and not public: seen by the "
            "organisation itself and by offices with a lawful purpose.",
        ),
    )


def _until(adverse: Sequence[Clock]) -> Question:
    if not adverse:
        return Question(UNTIL, "information", NOTHING_ENDS, ())
    sentence, *further = span(adverse)
    return Question(UNTIL, "attention", sentence, tuple(further))


def _to_do(adverse: Sequence[Clock], requests: int, day: date) -> Question:
    sentences = [
        Words(
            f"有 {requests} 个授权请求等您答复。",
            f"{requests} request{'s wait' if requests > 1 else ' waits'} for your consent or refusal.",
        )
    ] * bool(requests)
    sentences += [*repair(adverse, day), FREE] if adverse else []
    if not sentences:
        return Question(TO_DO, "information", NOTHING_TO_DO, (WRONG,))
    return Question(TO_DO, "attention", sentences[0], (*sentences[1:], WRONG))
