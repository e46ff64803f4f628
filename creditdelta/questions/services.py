"""What an officer may do with a question: answer it, set it aside, and take either back.

Clause  S27, S28. An answer is given on what was shown: where that is another by now, or a second officer
was quicker, nothing is done and the officer is told.
"""

from creditdelta.journal.database import writing
from creditdelta.journal.home import key
from creditdelta.journal.services import Envelope, record, seal
from creditdelta.kernel.errors import Words
from creditdelta.kernel.keyed import opaque
from creditdelta.pages.personal import has_personal_number
from creditdelta.questions import apply
from creditdelta.questions.events import QuestionSetAside, QuestionTakenUp
from creditdelta.questions.evidence import Evidence
from creditdelta.questions.models import SetAside
from creditdelta.questions.queries import ASIDE, Decision, decision, evidence, found
from creditdelta.questions.rules import answer_for
from creditdelta.questions.words import TAKEN_BACK_FOR
from creditdelta.subjects.services import Link, link, unlink

WHYS = {
    "gone": Words(
        "这个问题刚才已经有了答案，这次没有办理。",
        "The question was answered a moment ago; nothing was done.",
    ),
    "seen": Words(
        "打开页面以后依据有了变化，这次没有办理。请看过下面的内容再决定。",
        "What is known changed since the page was opened; nothing was done. Look again and decide.",
    ),
    "candidate": Words(
        "这个组织不能作为答案，请看说明。", "This organisation cannot be the answer; see why."
    ),
    "rested": Words(
        "另一位经办人刚才搁置了这个问题，或重新提出了它；这次没有办理。",
        "Another officer set the question aside a moment ago, or took it up again; nothing was done.",
    ),
    "person": Words(
        "文书号里不能有个人号码。", "The number of the document must hold no number of a person."
    ),
    "undone": Words("这个决定已经撤销过了。", "The decision was taken back already."),
}


class AnswerRefused(ValueError):
    """Nothing was done; `why` is a word of `WHYS`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def shown(known: Evidence) -> str:
    """What a page says of a question beside it, so that an answer can be held to what was shown."""
    resting = _resting(known)
    return f"{known.digest.hex()}.{bytes(resting.id).hex() if resting else ''}"


def rests_by(known: Evidence) -> str:
    """The decision that set the question aside on what is known now, in hexadecimal; "" where none did."""
    resting = _resting(known)
    return bytes(resting.id).hex() if resting and bytes(resting.evidence) == known.digest else ""


def answer(
    id: bytes, candidate: bytes, ground: str, seen: str, about: Envelope, act_number: str = ""
) -> bytes:
    """It is this organisation; the id of the judgement. Raises `AnswerRefused` and `LinkRefused`."""
    if has_personal_number(act_number):
        raise AnswerRefused("person")
    known = _as_shown(id, seen)
    chosen = (one for one in known.question.candidates if one.ref == candidate)
    meant = next(filter(None, (answer_for(known.about, one) for one in chosen)), None)
    if meant is None:
        raise AnswerRefused("candidate")
    return link(Link(*meant, candidate, ground, act_number), about)


def set_aside(id: bytes, seen: str, about: Envelope) -> bytes:
    """It is none of these; the id of the decision. Raises `AnswerRefused`."""
    with writing():
        known = _as_shown(id, seen)
        before = _resting(known)
        if before is not None:
            if bytes(before.evidence) == known.digest:
                raise AnswerRefused("rested")
            record(QuestionTakenUp(bytes(before.id)), apply.taken_up, about)
        asked, at = known.about, about.recorded_at.isoformat()
        made = opaque(key("identity"), "setaside", (id.hex(), known.digest.hex(), at))
        event = QuestionSetAside(made, id, asked.ref, asked.name_key, known.digest)
        record(event, apply.set_aside, about)
    seal()
    return made


def take_back(id: bytes, about: Envelope) -> Decision:
    """Undo a decision of the envelope's region. Raises `AnswerRefused`, or `LinkRefused`."""
    made = decision(about.region, id)
    if made is None or made.undone:
        raise AnswerRefused("undone")
    if made.kind != ASIDE:
        unlink(made.id, TAKEN_BACK_FOR, about)
        return made
    with writing():
        if not SetAside.objects.filter(pk=id, taken_up_at=None).exists():
            raise AnswerRefused("undone")
        record(QuestionTakenUp(id), apply.taken_up, about)
    seal()
    return made


def _as_shown(id: bytes, seen: str) -> Evidence:
    """The question, if it is still asked and what was shown still holds."""
    asked = found(id)
    if asked is None:
        raise AnswerRefused("gone")
    known = evidence(asked)
    now = shown(known)
    if seen != now:
        raise AnswerRefused("rested" if seen.split(".")[0] == now.split(".")[0] else "seen")
    return known


def _resting(known: Evidence) -> SetAside | None:
    """By which decision the question was set aside, if by any that stands."""
    standing = SetAside.objects.filter(question=known.id, taken_up_at=None)
    return standing.order_by("-made_at").first()
