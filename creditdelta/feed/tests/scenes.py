"""A ledger that something happens to, the days that pass, and readers who follow it in memory."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from creditdelta.client.lines import digest, kept
from creditdelta.facade.check import rulebook
from creditdelta.feed import following
from creditdelta.feed.queries import Page, Place, begun, everything, page
from creditdelta.feed.rules import Line
from creditdelta.feed.services import turn
from creditdelta.intake.services import Received, ingest
from creditdelta.journal import synthetic
from creditdelta.journal.services import envelope, seal
from creditdelta.project.followers import FOLLOWERS, run_followers

TODAY = date(2026, 4, 1)
OFFICER = envelope("310000", "officer")


def on_day(day: date) -> None:
    """Everything is read on this day from now on."""
    synthetic.mark("合成示例", day)
    synthetic._day.cache_clear()


def take(
    path: Path, region: str = "310000", issued: int = 1, batch: str = "", source: str = ""
) -> None:
    at = datetime(2026, 1, issued, tzinfo=UTC)
    day = synthetic.business_day()
    told = Received(path, region, "clerk", day, issued_at=at, batch=batch, source=source)
    ingest(told, rulebook())


def followed() -> None:
    """As the keeper does: seal, turn the day where somebody is due, let the feed see it."""
    seal()
    run_followers({following.NAME: FOLLOWERS[following.NAME]})
    if turn(synthetic.business_day()):
        run_followers({following.NAME: FOLLOWERS[following.NAME]})


def asked(place: Place, limit: int = 100) -> Page:
    return page(place, limit, day=synthetic.business_day(), now=datetime.now(UTC))


@dataclass
class Reader:
    """Somebody who holds what the feed told, and where it goes on."""

    place: Place = field(default_factory=lambda: Place(0))
    held: dict[str, Line] = field(default_factory=dict)

    def take_everything(self) -> None:
        """Begin anew."""
        day = synthetic.business_day()
        self.place = begun(day)
        self.held = {str(line["id"]): line for line in everything(day)}

    def follow(self, limit: int = 3) -> list[Line]:
        """Read on to the end; what was told. Pages chain without a gap."""
        told: list[Line] = []
        more = True
        while more:
            found = asked(self.place, limit)
            assert found.after == self.place.after
            assert found.after <= found.through <= max(found.head, found.after)
            assert len(found.items) <= limit
            for line in found.items:
                assert line["number"] > found.after
                self.held[str(line["id"])] = line
            told += found.items
            self.place, more = found.next, found.more
        return told

    def digest(self) -> str:
        day = synthetic.business_day().isoformat()
        return digest(kept(self.held[id], day) for id in sorted(self.held))


def full() -> str:
    """The digest of everything there is."""
    day = synthetic.business_day()
    return digest(kept(line, day.isoformat()) for line in everything(day))
