"""What the doors of the feed answer with.

Clause  S30. The forms alone; api.py lays the values out.
"""

from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from creditdelta.api.shapes import Day


class FeedRecordOut(Schema):
    """A record that may be shown today; `cells` by the columns of its standard."""

    id: str
    standard: str
    section: str
    side: str
    nature: str
    region: str
    decided_on: Day | None
    public_until: Annotated[
        Day | None,
        Field(
            description="可以公开的最后一天；空：没有已知的止期 · "
            "the last day on which it may be shown; none: no end is known"
        ),
    ]
    cells: dict[str, str]


class TakenBackOut(Schema):
    """A record that was told and may be shown no more: whoever has it removes it."""

    id: str
    why: Annotated[
        str,
        Field(
            description="撤回、更正、删除、到期、公示期满、期限届满、查询期满 · "
            "withdrawn, replaced, erased, ended, publicity_ended, period_over, "
            "query_ended"
        ),
    ]


class ChangeOut(Schema):
    """An organisation that changed, and everything that may be shown of it now: what is not here is gone."""

    number: Annotated[
        int, Field(description="最后一次涉及它的事件的编号 · of the last event that touched it")
    ]
    leaf: Annotated[
        str,
        Field(
            description="该事件在日志树中的叶，十六进制 · "
            "of that event in the journal's tree, hexadecimal"
        ),
    ]
    id: Annotated[
        str, Field(description="主体的编号，不会改变 · of the organisation; it never changes")
    ]
    subject: Annotated[
        str | None,
        Field(description="它的代码；全部删除后为空 · its code; none once everything was erased"),
    ]
    records: list[FeedRecordOut]
    withdrawn: list[TakenBackOut]


class EventsOut(Schema):
    """Everything that changed above `after`, up to `through`. The next page begins there."""

    after: int
    through: int
    head: Annotated[
        int,
        Field(
            description="有内容可说的最后一个编号 · the last number there is something to say about"
        ),
    ]
    day: Day
    rules: Annotated[
        str, Field(description="所依据规则的标记 · a mark of the rules that were gone by")
    ]
    rules_until: Annotated[
        Day | None,
        Field(
            description="这一天之后规则改变：请全部重新取 · "
            "after this day other rules hold: take everything anew"
        ),
    ]
    items: list[ChangeOut]
    next: Annotated[
        str, Field(description="从哪里接着取，现在或以后 · where to go on, now or later")
    ]
    more: Annotated[bool, Field(description="是否马上还有 · whether there is more at once")]


class SnapshotLineOut(Schema):
    """A line: first where the feed goes on, then organisations as in the feed, last digest and count."""

    through: int | None = None
    next: str | None = None
    subject: str | None = None
    digest: str | None = None
    organisations: int | None = None


class CheckpointOut(Schema):
    """The newest signed word on what the journal is; docs/protocol/checkpoint.md."""

    checkpoint: Annotated[str, Field(description="签名文本原文 · the signed text as it is")]
    keys: Annotated[
        dict[str, Any],
        Field(description="第一个公钥和后继公钥 · the first public key and its successors"),
    ]
    size: int
    consistency: Annotated[
        list[str] | None,
        Field(
            description="RFC 9162 证明：since 时的日志是它的前一段 · "
            "proof of RFC 9162 that the journal of `since` grew into it"
        ),
    ]


class ProofOut(Schema):
    """Proof of RFC 9162 that an event of this leaf has this number in the journal of a size."""

    number: int
    leaf: str
    size: int
    path: list[str]
