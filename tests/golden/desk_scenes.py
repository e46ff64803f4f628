"""What officers say at the desk: nothing to report, take this back, we have read it; and a day turns."""

from datetime import date
from pathlib import Path

from creditdelta.facade.check import rulebook
from creditdelta.feed import apply as feed
from creditdelta.feed.events import DayTurned
from creditdelta.intake import pending, withdrawing, zero
from creditdelta.intake.desk_events import Named
from creditdelta.intake.models import ListOwner, Submission
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import OFFICE, organisation, penalty, written
from creditdelta.intake.withdrawal_file import of_batch
from creditdelta.journal.database import writing
from creditdelta.journal.services import envelope, record
from creditdelta.records.services import Act
from creditdelta.rulebook.offices import office

DAY = date(2026, 4, 1)
CREDIT = "310000-credit"


def at_the_desk(folder: Path) -> None:
    """Zero reports that stand, were taken back, were wrong; withdrawals with every end there is."""
    own, ann, ben = office(CREDIT), envelope("310000", "ann"), envelope("310000", "ben")

    def said(kind: str, month: int) -> bytes:
        made = zero.report(own, kind, date(2026, month, 1), ann, today=DAY, sure=True)
        return bytes(made.pk)

    said("licence", 2)
    zero.take_back(said("licence", 3), ann)
    said("penalty", 3)
    batch = _penalties(folder)
    _listed(folder)
    one, two, three, four = of_batch(batch.pk)
    act = Act("合成示例〔2026〕3号", "0" * 64)

    def proposed(*meant: Named, whole: int | None = None) -> bytes:
        wanted = withdrawing.Proposal("数据错误", act, DAY, whole, meant)
        return bytes(withdrawing.propose(own, wanted, ann).pk)

    withdrawing.take_back(proposed(Named(one.ref, one.document)), ann)
    withdrawing.refuse(proposed(Named(two.ref, two.document)), ben)
    withdrawing.confirm(proposed(Named(three.ref, three.document)), ben)
    pending.work()
    proposed(Named(four.ref, four.document))
    withdrawing.confirm(proposed(whole=batch.pk), ben)
    pending.work()
    told = ListOwner.objects.order_by("submission")[0]
    withdrawing.acknowledge(told.submission, told.office, ann)


def turned() -> None:
    """A day on which, by the calendar alone, less may be shown."""
    with writing():
        record(DayTurned(DAY), feed.day_turned, envelope("100000", "feed"))


def _penalties(folder: Path) -> Submission:
    rows = [
        penalty(n, CF_WSH=f"沪示罚〔2026〕{n}号", CF_JDRQ="2026-03-09", CF_YXQ="2027-03-09")
        for n in (0, 0, 1, 2)
    ]
    rows[1]["CF_WSH"] = "沪示罚〔2026〕9号"
    return _taken(written(folder / "desk.csv", "penalty", rows))


def _listed(folder: Path) -> None:
    code, name = organisation(0)
    row = {
        "uscc": code, "name": name, "listed_on": "2025-06-02", "reason": "合成示例",
        "authority": OFFICE, "authority_name": "合成示例市场监督管理局",
    }  # fmt: skip
    _taken(written(folder / "listed.csv", "abnormal_list", [row]))


def _taken(path: Path) -> Submission:
    return ingest(Received(path, "310000", "clerk", DAY), rulebook())
