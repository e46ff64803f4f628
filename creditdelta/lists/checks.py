"""What stands before a step: texts without numbers of persons, documents with a digest, records that stand.

Clause  S16; threats T1, T3.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from creditdelta.journal.written import MOST_SIGNS
from creditdelta.kernel.errors import Words
from creditdelta.lists.rules import Why
from creditdelta.pages.personal import has_personal_number
from creditdelta.records.many import records_of_many
from creditdelta.records.queries import USCC
from creditdelta.records.services import is_sha256
from creditdelta.rulebook.enums import enum
from creditdelta.subjects.queries import codes_of, portraits_of
from creditdelta.subjects.rules import Portrait

LONGEST = 128  # characters of a document's number: rulebook/records/withdrawal.toml
WHYS: dict[Why, Words] = {
    "move": Words("现在不能这样办", "this cannot be done as it stands"),
    "second": Words("须由另一位经办人复核", "another officer must do this"),
    "competent": Words("本级机关无权决定列入该名单", "offices of this level do not decide on the list"),
    "sector": Words("本机关不是该名单的认定机关", "this office is not competent for the list"),
    "region": Words("该组织不属于本机关的管辖范围", "the organisation lies outside this office's place"),
    "unserved": Words("告知书还没有送达，不能决定", "the notice has not been served: nothing can be decided"),
    "early": Words("陈述申辩期限未满，不能决定", "the time to be heard is not over"),
    "unheard": Words("须写明对陈述申辩的答复", "say how the statement was met"),
    "act": Words(
        "须写明文书号并给出文书，或其 SHA-256 的 64 位",
        "give the document and its number, or the 64 digits of its SHA-256",
    ),
    "law": Words("所选文件当天不是该名单的依据", "the document chosen does not carry the list on that day"),
    "days": Words("日期须在提出之后、今天以前", "the day lies before the proposal or after today"),
    "fallen": Words(
        "所依据的信息已撤回、修复或更正，不能列入", "a record it rests on no longer stands: nobody is entered"
    ),
    "breaker": Words(
        "今天的条数远多于平时，已停下；须由省级信用管理部门放行",
        "many more than usual today: it has stopped until the credit office of the province lets it go on",
    ),
    "ground": Words("理由不在清单内", "the ground is not on the list"),
    "person": Words("文字中不能有个人号码", "the text must hold no number of a person"),
    "texts": Words("须写明事实和理由，不超过 4000 字", "write facts and reasons, at most 4,000 signs"),
    "records": Words(
        "列出的信息中有的已失效、待核或不属于该组织", "a record named does not stand, or is not its own"
    ),
    "twice": Words("该组织在这个名单中已有办理中或在列的条目", "an entry is under way or stands already"),
    "standing": Words("条目没有结束，须先移出", "the entry has not ended: it is removed first"),
    "gone": Words("没有这个名单或条目", "there is no such list or entry"),
}  # fmt: skip


class NotPossible(ValueError):
    """A step cannot be taken; `why` is a word of `WHYS`."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Known:
    """Of an organisation: the division where it is registered, and who decided the records named."""

    home: str
    authorities: tuple[str, ...]


def standing_records(ref: bytes, documents: Sequence[bytes], day: date, *, adverse: bool) -> Known:
    """The records named, where all of them stand about a confirmed organisation; raises `NotPossible`."""
    if (adverse and not documents) or len(set(documents)) != len(documents):
        raise NotPossible("records")
    known = records_of_many([ref], day=day).get(ref)
    if known is None or known.who.wait or not known.who.code:
        raise NotPossible("records")
    counting = {
        one.document: one.speaking
        for one in known.records
        if one.speaking is not None and one.standing in ("standing", "ended")
    }
    if not counting.keys() >= set(documents):
        raise NotPossible("records")
    home = home_of(portraits_of([ref]).get(ref), known.who.code)
    return Known(home, tuple(counting[one].authority for one in documents))


def registered_in(ref: bytes) -> str:
    """The division where the organisation of a reference is registered; "" where nothing says."""
    scheme, code = codes_of([ref]).get(ref, ("", ""))
    return home_of(portraits_of([ref]).get(ref), code if scheme == USCC else "")


def home_of(portrait: Portrait | None, code: str) -> str:
    """The division where an organisation is registered; where no registration says, that in its code."""
    return portrait.division if portrait and portrait.division else code[2:8]


def why_not_text(text: str) -> Literal["", "texts", "person"]:
    """Why a text cannot be kept: nothing is written, too much, or the number of a person; "" where it can."""
    if not text.strip() or len(text) > MOST_SIGNS or "\0" in text:
        return "texts"
    return "person" if has_personal_number(text) else ""


def check_text(text: str) -> None:
    """A text can be kept; raises `NotPossible`."""
    if why := why_not_text(text):
        raise NotPossible(why)


def check_act(number: str, digest: str) -> None:
    """A document is named by its number and its digest; raises `NotPossible`."""
    if not number.strip() or len(number) > LONGEST:
        raise NotPossible("act")
    check_digest(digest)
    if has_personal_number(number):
        raise NotPossible("person")


def check_listed(ground: str, list_: str) -> None:
    """A ground is one of its list of the rulebook; raises `NotPossible`."""
    if ground not in {row.code for row in enum(list_).rows}:
        raise NotPossible("ground")


def check_digest(digest: str) -> None:
    """A document is named by its digest; raises `NotPossible`."""
    if not is_sha256(digest):
        raise NotPossible("act")


def digits(written: str) -> str:
    """A digest without the spaces and capitals with which people copy it."""
    return "".join(written.split()).lower()
