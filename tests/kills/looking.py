"""What must be true of a ledger at every moment, and what at the end; run inside a worker's child."""

from collections import Counter
from typing import Any

from django.db.models import Count, F

from creditdelta.archive.digest import ledger_digest
from creditdelta.intake.models import Submission
from creditdelta.journal.home import home
from creditdelta.journal.models import Event, Head
from creditdelta.journal.rules import leaf_of
from creditdelta.journal.services import body_of, seal
from creditdelta.kernel.merkle import Frontier
from creditdelta.pipeline import pool
from creditdelta.project.rebuild import compare
from creditdelta.records.models import Load, Part, Statement
from creditdelta.records.pool_proof import verify
from creditdelta.records.sweeping import sweep
from creditdelta.subjects.models import Delivery

COUNTED = ("accepted", "waiting", "duplicate", "withdrawn", "rejected")


def look() -> dict[str, Any]:
    """Faults a crash left in sight (none may), and the state of every file."""
    faults = [*_half_visible(), *_journal(), *_parts()]
    return {"faults": faults, "closed": _closed()}


def _half_visible() -> list[str]:
    """A part is loaded with its event, its rows and its counts, or not at all."""
    loaded = Counter(
        body_of(event)["submission"]
        for event in Event.objects.filter(kind="submission.part_loaded")
    )
    erased = Counter(
        place >> 32
        for event in Event.objects.filter(kind="record.erased")
        for place in body_of(event)["places"]
    )
    told = dict(Statement.objects.values_list("delivery").annotate(Count("place")))
    rows = Counter[int]()
    for delivery, count in Load.objects.values_list("delivery", "row_count"):
        rows[delivery] += count
    found = []
    for one in Submission.objects.filter(repeats=None):
        parts = one.parts_done
        if loaded[one.pk] != parts or Load.objects.filter(delivery=one.pk).count() > parts:
            found.append(f"{one.pk}: parts {parts}, events {loaded[one.pk]}")
        if told.get(one.pk, 0) != rows[one.pk] - erased[one.pk]:
            found.append(f"{one.pk}: statements {told.get(one.pk, 0)}, loaded {rows[one.pk]}")
        if one.state == "closed" and one.rows != sum(getattr(one, name) for name in COUNTED):
            found.append(f"{one.pk}: counts")
        if (one.state == "closed") != Delivery.objects.get(pk=one.pk).closed:
            found.append(f"{one.pk}: counts before it is closed")
    return found


def _journal() -> list[str]:
    """Sealed numbers without a gap, leaves true, head over exactly them."""
    frontier = Frontier()
    for number, event in enumerate(Event.objects.exclude(number=None).order_by("number")):
        if event.number != number or bytes(event.leaf or b"") != leaf_of(event):
            return [f"event {event.number}"]
        frontier = frontier.grown(leaf_of(event))
    head = Head.objects.first()
    size = head.size if head else 0
    peaks = bytes(head.peaks) if head else b""
    return [] if (size, peaks) == (frontier.size, b"".join(frontier.peaks)) else ["head"]


def _parts() -> list[str]:
    place = home() / "pool"
    addresses = Part.objects.values_list("address", flat=True)
    return [address for address in addresses if not pool.path_of(place, address).is_file()]


def _closed() -> list[int]:
    """The submissions that count."""
    return list(Submission.objects.filter(state="closed").values_list("pk", flat=True))


def end() -> dict[str, Any]:
    """Everything that may be asked of a ledger in the end; `digest` is order-free."""
    seal()
    sweep(grace=0)
    twice = (
        Statement.objects.values("delivery", "ref", "document", "version")
        .annotate(times=Count("place"))
        .filter(times__gt=1)
        .count()
    )
    compared = compare()
    sums = Submission.objects.filter(state="closed").annotate(
        told=F("accepted") + F("waiting") + F("duplicate") + F("withdrawn") + F("rejected")
    )
    return {
        **look(),
        "twice": twice,
        "unsealed": Event.objects.filter(number=None).count(),
        "rebuilt": compared.equal,
        "pool": [f"{fault.kind} {fault.what}" for fault in verify()],
        "inexact": sums.exclude(rows=F("told")).count(),
        "open": Submission.objects.filter(state="open").count(),
        "digest": ledger_digest().digest,
        "files": Submission.objects.filter(state="closed").values("file_id").distinct().count(),
    }
