"""Which answers has a question, what is shown beside each other, and is it still the same question?

Clause  S27, S28. A code stands for its own organisation only, so no answer ever moves a row from one code
to another: there the office that sent the row must put it right.
Pure    values in, values out.
"""

from collections.abc import Iterable
from difflib import SequenceMatcher

from creditdelta.kernel import canonical
from creditdelta.records.questions import Candidate, Waiting
from creditdelta.subjects.rules import NAME, SAME

Parts = tuple[
    tuple[str, bool], ...
]  # a text piece by piece, and whether the other text differs there


def answer_for(about: Waiting, candidate: Candidate) -> tuple[str, bytes] | None:
    """What "it is this one" would say: kind of link and what is linked; None where nothing can.

    An older number or a name alone may be the candidate's; of a code that stands for the candidate
    already, the name may be one more of its names.
    """
    if about.subject is None:
        return (SAME, about.ref)
    if about.wait == "misnamed" and about.name_key and candidate.ref == about.subject:
        return (NAME, about.name_key)
    return None


def asks(about: Waiting) -> bool:
    """Whether an officer can answer, or the register must first confirm the code."""
    return about.wait != "unconfirmed"


def seen(about: Waiting, candidates: Iterable[Candidate]) -> str:
    """What was shown, as one text: when it is another, the question comes back.

    How many rows wait is not part of it, nor what the rules say of two names.
    """
    shown = sorted((one.ref.hex(), one.name, one.because) for one in candidates)
    subject = about.subject.hex() if about.subject else ""
    told: list[canonical.Value] = [about.wait, subject, [list(one) for one in shown]]
    return canonical.dumps(told).decode("utf-8")


def signs(ours: str, theirs: str) -> tuple[Parts, Parts]:
    """Two texts sign by sign, with what differs marked in both.

    >>> signs("示例甲厂", "示例乙工厂")
    ((('示例', False), ('甲', True), ('厂', False)), (('示例', False), ('乙工', True), ('厂', False)))
    """
    first: list[tuple[str, bool]] = []
    second: list[tuple[str, bool]] = []
    for what, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        first.append((ours[a:b], what != "equal"))
        second.append((theirs[c:d], what != "equal"))
    return tuple(one for one in first if one[0]), tuple(one for one in second if one[0])


def near_forms(normal: str) -> set[str]:
    """A name and the name without each of its signs: two that are one edit apart have one of these alike.

    >>> sorted(near_forms("甲乙"))
    ['乙', '甲', '甲乙']
    """
    return {normal, *(normal[:at] + normal[at + 1 :] for at in range(len(normal)))}
