"""What stands before a step of an application, and in which words it is refused.

Clause  S72; threats T8, T9.
"""

from creditdelta.kernel.errors import Words
from creditdelta.lists.checks import why_not_text
from creditdelta.records.services import is_sha256
from creditdelta.repair.rules import Why
from creditdelta.rulebook.enums import enum

WHYS: dict[Why, Words] = {
    "move": Words("现在不能这样办", "this cannot be done as it stands"),
    "second": Words("须由另一位经办人复核", "another officer must do this"),
    "own_case": Words("申请人不能审查自己的申请", "whoever applied cannot decide on it"),
    "papers": Words("证明材料和信用承诺书齐全以后才能提交", "proof and commitment come first"),
    "early": Words("最短公示期未满，还不能修复", "the shortest period of publicity is not over"),
    "never": Words("规定公示至期满，不予修复", "it is public for its full term; there is no repair"),
    "barred": Words(
        "因违背信用承诺，在规定期限内不受理修复申请", "a commitment was broken: none is taken for a time"
    ),
    "under_way": Words("这条信息已有办理中的修复申请", "an application about it is under way"),
    "fallen": Words("这条信息已经不再公示和使用，不用修复", "it is public and used no longer"),
    "ground": Words("请选择理由", "choose the reason"),
    "texts": Words("须写明情况，不超过 4000 字", "say what was found, at most 4,000 signs"),
    "person": Words("文字中不能有个人号码", "the text must hold no number of a person"),
    "extended": Words("只能延长一次", "it can be extended once only"),
    "no_extension": Words("这一天的规定没有延长", "no extension is known on that day"),
    "gone": Words("没有这条可以修复的信息或申请", "there is no such application, or nothing to be repaired"),
    "office": Words("请选择另一个单位", "choose another office"),
    "way": Words("请选择修复方式", "choose how it is to be repaired"),
    "file": Words("请上传 PDF、PNG 或 JPG，不超过 10 MB", "send a PDF, PNG or JPG of at most 10 MB"),
}  # fmt: skip


class NotPossible(ValueError):
    """A step cannot be taken; `why` is a word of `WHYS`."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


def check(why: Why) -> None:
    """Nothing stands in the way; raises `NotPossible`."""
    if why:
        raise NotPossible(why)


def check_text(text: str) -> None:
    """A text can be kept; raises `NotPossible`."""
    check(why_not_text(text))


def check_listed(reasons: tuple[str, ...], list_: str) -> None:
    """There are reasons, all of their list of the rulebook; raises `NotPossible`."""
    if not reasons or not set(reasons) <= {row.code for row in enum(list_).rows}:
        raise NotPossible("ground")


def check_digest(digest: str) -> None:
    """A paper is named by its SHA-256; raises `NotPossible`."""
    if not is_sha256(digest):
        raise NotPossible("file")
