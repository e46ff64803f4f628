"""Organisations of a ledger, and fields of letters, for the tests of notices. Everything is invented."""

from datetime import UTC, date, datetime
from pathlib import Path

from creditdelta.facade.check import rulebook
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import organisation, registrations
from creditdelta.journal.database import writing
from creditdelta.journal.home import key
from creditdelta.journal.services import Envelope
from creditdelta.kernel.keyed import opaque
from creditdelta.notices.services import Asked, issue_many
from creditdelta.notices.wording import table

OFFICE, REGION = "310000-credit", "310000"
DAY = date(2026, 4, 1)  # a Wednesday
AT = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)

FIELDS: dict[str, dict[str, str]] = {
    "prior_notice": {
        "matter": "列入示例名单",
        "facts": "合成示例：逾期未履行。",
        "ground": "示例办法第三条",
        "reply_until": "2026-04-20",
    },
    "repair_decision": {
        "application": "修示〔2026〕7号",
        "ground": "示例办法第九条",
        "repaired_on": "2026-04-01",
        "records": table([["示罚〔2025〕1号", "2025-03-02", "示例市监局", "2026-03-02"]]),
    },
    "invitation": {"code": "示例-AB12-CD34", "valid_until": "2026-05-01"},
    "account_notice": {"matter": "密码已修改", "at": "2026-04-01 10:00"},
    "lookup_disclosed": {
        "looked_by": "示例局",
        "purpose": "案件办理",
        "looked_on": "2026-03-02",
    },
}


def organisations(folder: Path, count: int) -> list[bytes]:
    """Take registrations in; the references of the organisations."""
    ingest(Received(registrations(folder, count), REGION, "clerk", DAY), rulebook())
    secret = key("identity")
    return [opaque(secret, "reference", ("uscc", organisation(n)[0])) for n in range(count)]


def about(at: datetime = AT, actor: str = "officer") -> Envelope:
    """Who acts, and when."""
    return Envelope(REGION, "here", actor, at)


def issued(
    kind: str, ref: bytes | None, *, office: str = OFFICE, on: date = DAY, account: str = ""
) -> bytes:
    """A notice of a kind, with the fields above."""
    with writing():
        return issue_many(kind, office, [Asked(ref, FIELDS[kind], account)], about(), on=on)[0]
