"""What officers do with a question that they do not answer. No event holds a code, a name or a text."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class QuestionSetAside:
    """None of those who might be meant is: the question rests until other evidence comes."""

    kind: ClassVar[str] = "question.set_aside"
    version: ClassVar[int] = 1

    decision: bytes
    question: bytes
    ref: bytes
    name_key: bytes | None
    evidence: bytes  # keyed digest of what was shown


@dataclass(frozen=True, slots=True)
class QuestionTakenUp:
    """A question that rested is asked again."""

    kind: ClassVar[str] = "question.taken_up"
    version: ClassVar[int] = 1

    decision: bytes
