"""What happens to entries of lists, each kind of event once at least; everything in them is invented."""

from datetime import date

from creditdelta.journal.database import writing
from creditdelta.journal.services import Envelope, envelope, record, seal
from creditdelta.lists import apply, events
from creditdelta.lists.texts import forget, keep

DAY = date(2026, 4, 1)
LIST, OFFICE, NOTICE = "environment_serious", "310000-ecology", b"n" * 16


def in_lists(ref: bytes) -> None:
    """One is heard, sent back, decided again, suspended, resumed and removed; another is dropped;
    what was written about the first is erased."""
    ann, ben = envelope("310000", "ann"), envelope("310000", "ben")
    one, other = b"e" * 16, b"f" * 16
    with writing():
        for id in (one, other):
            _begun(id, ref, ann)
        last = date(2026, 4, 20)
        _happened(events.ListingNotified(one, NOTICE, last, DAY), ann)
        said = keep(one, "statement", "合成示例：监测设备故障。")
        _happened(events.StatementMade(one, said, DAY), ben)
        _happened(events.StatementWaived(one, "ab" * 32, DAY), ann)
        for second in (events.ListingSentBack(one, DAY), events.ListingConfirmed(one, NOTICE, DAY)):
            answer = keep(one, "answer", "合成示例：不影响认定。")
            until = date(2029, 4, 1)
            decided = events.ListingDecided(
                one, "沪示环信〔2026〕1号", "cd" * 32, "environment-2020", DAY, until, answer, DAY
            )
            _happened(decided, ann)
            _happened(second, ben)
        _happened(events.ListingEnded(one, b"c" * 16, DAY), ben)
        _happened(events.ListingRestored(one, b"c" * 16, DAY), ben)
        for change, answer_ in (
            ("suspend", events.ChangeAgreed(one, NOTICE, DAY)),
            ("resume", events.ChangeAgreed(one, NOTICE, DAY)),
            ("remove", events.ChangeDeclined(one, DAY)),
            ("remove", events.ChangeAgreed(one, NOTICE, DAY)),
        ):
            _happened(events.ChangeAsked(one, change, "决定被撤销", "沪2号", "ef" * 32, DAY), ann)
            _happened(answer_, ben)
        _happened(events.ListingDropped(other, "不予列入", DAY), ann)
        released = events.ListingReleased(b"r" * 16, LIST, OFFICE, "in", 40, DAY)
        record(released, apply.released, ben)
        record(events.ListingErased(one, "查询期满", DAY), apply.erased, ben)
        forget(one)
    seal()


def _begun(id: bytes, ref: bytes, about: Envelope) -> None:
    event = events.ListingProposed(
        entry=id,
        list=LIST,
        rule=date(2018, 7, 1),
        colour="black",
        ref=ref,
        office=OFFICE,
        criteria=("environment_false_monitoring",),
        documents=(b"d" * 16,),
        commitment=keep(id, "reasons", "合成示例：伪造监测数据。"),
        on=DAY,
    )
    record(event, apply.proposed, about)


def _happened(event: events.OfEntry, about: Envelope) -> None:
    record(event, apply.happened, about)
