"""What happens to applications for repair, each kind of event at least once; everything is invented."""

from datetime import date

from creditdelta.journal import written
from creditdelta.journal.database import writing
from creditdelta.journal.services import Envelope, envelope, record, seal
from creditdelta.repair import apply, events
from creditdelta.repair.models import Text

DAY, LATER = date(2026, 4, 1), date(2026, 4, 20)
NOTICE = b"n" * 16


def in_repair(ref: bytes) -> None:
    """One is completed, extended, sent back, lifted, completed, revoked; one refused, one withdrawn."""
    owner, ann, ben = (envelope("310000", name) for name in ("owner", "ann", "ben"))
    one, other, third = b"g" * 16, b"h" * 16, b"i" * 16
    with writing():
        for id in (one, other, third):
            _begun(id, ref, owner)
        _happened(
            owner, events.RepairProved(one, "ab" * 32, DAY), events.RepairSigned(one, DAY, DAY)
        )
        _happened(owner, events.RepairFiled(one, LATER, DAY))
        _happened(ann, events.RepairForwarded(one, "310000-market", LATER, DAY))
        missing = written.keep(Text, one, "missing", "合成示例：缺少验收材料。")
        _happened(ann, events.RepairReturned(one, missing, NOTICE, LATER, DAY))
        _happened(owner, events.RepairFiled(one, LATER, DAY))
        _happened(ann, events.RepairAccepted(one, NOTICE, LATER, DAY))
        _happened(ann, events.RepairExtended(one, LATER, DAY))
        found = written.keep(Text, one, "findings", "合成示例：已经缴清。")
        for second in (events.RepairSentBack(one, DAY), _agreed(one)):
            _happened(ann, events.RepairDecided(one, True, (), found, None, DAY))
            _happened(ben, second)
        _happened(ann, events.RepairCompletionAsked(one, found, DAY))
        _happened(ben, _agreed(one))
        _happened(ann, events.RepairRevocationAsked(one, ("违背承诺",), found, DAY))
        _happened(ben, events.RepairConfirmed(one, NOTICE, date(2029, 4, 1), DAY))
        _happened(owner, events.RepairFiled(other, LATER, DAY))
        _happened(ann, events.RepairAccepted(other, NOTICE, LATER, DAY))
        _happened(ann, events.RepairDecided(other, False, ("未履行义务",), found, LATER, DAY))
        _happened(ben, _agreed(other))
        _happened(owner, events.RepairWithdrawn(third, DAY))
    seal()


def _begun(id: bytes, ref: bytes, about: Envelope) -> None:
    event = events.RepairBegun(
        case=id,
        ref=ref,
        about="record",
        target=id,
        office="310000-ecology",
        regime="order_36",
        way="reorganised",
        lifts=True,
        on=DAY,
    )
    record(event, apply.begun, about)


def _agreed(id: bytes) -> events.RepairConfirmed:
    return events.RepairConfirmed(id, NOTICE, None, DAY)


def _happened(about: Envelope, *told: events.OfCase) -> None:
    for event in told:
        record(event, apply.happened, about)
