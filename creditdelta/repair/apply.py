"""From events to the tables of repair; nothing else writes them."""

from creditdelta.journal.services import Envelope
from creditdelta.repair.events import OfCase, RepairBegun
from creditdelta.repair.fold import begun as begun_case
from creditdelta.repair.fold import folded
from creditdelta.repair.models import Case as Row
from creditdelta.repair.models import Step
from creditdelta.repair.rows import columns_of, told


def begun(event: RepairBegun, about: Envelope) -> None:
    """The case begins."""
    columns = columns_of(begun_case(event, about.actor))
    Row.objects.create(**columns, region=about.region, moved_at=about.recorded_at)
    _noted(event, about)


def happened(event: OfCase, about: Envelope) -> None:
    """The case is what the event makes of it."""
    after = folded(told(Row.objects.get(pk=event.case)), event, about.actor)
    changed = {**columns_of(after), "moved_at": about.recorded_at}
    Row.objects.filter(pk=event.case).update(**changed)
    _noted(event, about)


def _noted(event: RepairBegun | OfCase, about: Envelope) -> None:
    Step.objects.create(
        owner=event.case,
        number=Step.objects.filter(owner=event.case).count(),
        kind=event.kind,
        happened_on=event.on,
        recorded_at=about.recorded_at,
        notice=getattr(event, "notice", None),
    )
