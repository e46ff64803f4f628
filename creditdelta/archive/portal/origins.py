"""Tables of where an archive's records come from: every report, every submission."""

from creditdelta.archive.changes import Changes, Report
from creditdelta.archive.portal.sources import named_source
from creditdelta.kernel.errors import Words
from creditdelta.pages.tables import Cell, Column, Link, Table
from creditdelta.records.queries import Source

RECEIVED = Column("received_on", Words("收到日期", "received"), "day")
ISSUED = Column("issued_at", Words("报送方签发", "issued"), "moment")
WHENCE = Column("source", Words("来源", "source"))
BATCH = Column("batch", Words("批次", "batch"), "code")
SUBMISSION = Column("submission", Words("报送号", "submission"), "code")
REPORTS = (
    Column("record", Words("记录号", "record"), "code"),
    Column("kind", Words("种类", "kind")),
    RECEIVED,
    Column("number", Words("第几次", "report no."), "count"),
    Column("count", Words("共几次", "of"), "count"),
    Column("speaks", Words("采用", "shown")),
    WHENCE, BATCH, SUBMISSION,
    Column("row", Words("行", "row"), "count"),
    ISSUED,
)  # fmt: skip
BROUGHT = (
    SUBMISSION, RECEIVED, WHENCE, BATCH, ISSUED,
    Column("count", Words("带来的报送", "reports brought"), "count"),
)  # fmt: skip
YES, NO = Words("是", "yes"), Words("否", "no")
EMPTY = Words("没有可以公示的记录。", "There is no record that may be public.")


def reports_table(came: Changes, address: str) -> Table:
    """Every report of every shown record."""
    rows = [_report(one, address) for one in came.reports]
    title = Words("每条记录的报送经过", "How each record was reported")
    note = Words(
        "同一条记录可以报送多次；采用的是决定机关所在省份最后签发的一次。",
        "A record may be reported several times; shown is the last word of the authority's own province.",
    )
    return Table("reports", title, REPORTS, rows, note, EMPTY)


def _report(one: Report, address: str) -> list[Cell]:
    said = one.source
    return [
        Link(one.record, f"{address}record/{one.record}/"), one.label, said.received_on,
        one.number, one.count, YES if one.speaks else NO, named_source(said.region, said.source),
        said.batch, str(said.delivery), one.row, said.issued_at,
    ]  # fmt: skip


def submissions_table(came: Changes) -> Table:
    """Every submission that brought something shown."""
    rows = [[*_submission(one.source), one.count] for one in came.submissions]
    title = Words("带来这些记录的报送", "Submissions that brought them")
    return Table("submissions", title, BROUGHT, rows, None, EMPTY)


def _submission(said: Source) -> list[Cell]:
    return [
        str(said.delivery), said.received_on, named_source(said.region, said.source),
        said.batch, said.issued_at,
    ]  # fmt: skip
