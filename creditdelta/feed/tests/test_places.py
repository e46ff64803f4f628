"""From which numbers a reader may go on, and when it is told honestly that it may not."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from creditdelta.feed import terms
from creditdelta.feed.queries import NeverIssued, Page, Place, TakeAnew, begun, head, page
from creditdelta.feed.tests.scenes import OFFICER, TODAY, Reader, followed, full, on_day, take
from creditdelta.intake.tests.supplies import penalties, registrations
from creditdelta.journal.apply import noted
from creditdelta.journal.database import writing
from creditdelta.journal.events import RulebookActivated
from creditdelta.journal.models import Event
from creditdelta.journal.services import record, seal

WINDOW = timedelta(400)


@pytest.fixture(autouse=True)
def told(ledger: Path, tmp_path: Path) -> None:
    on_day(TODAY)
    take(registrations(tmp_path, 5))
    take(penalties(tmp_path, 3))
    followed()


def asked(place: Place, *, day: date = TODAY, now: datetime | None = None) -> Page:
    return page(place, 10, day=day, now=now or datetime.now(UTC))


def sealed() -> int:
    return Event.objects.exclude(number=None).count()


def activated() -> None:
    """A rulebook that is another."""
    with writing():
        record(RulebookActivated("0" * 64, TODAY), noted, OFFICER)
    seal()


def test_any_number_ever_issued_may_be_given() -> None:
    for number in range(sealed()):
        found = asked(Place(number))
        assert all(line["number"] > number for line in found.items)
        assert number <= found.through
    with pytest.raises(NeverIssued) as beyond:
        asked(Place(sealed()))
    assert beyond.value.head == sealed() - 1
    with pytest.raises(NeverIssued):
        asked(Place(-1))


def test_both_edges_of_the_window() -> None:
    place = begun(TODAY)
    before = asked(replace(place, after=place.after - 1)).next
    seen = Event.objects.get(number=before.after)
    place = replace(place, after=before.after - 1)
    edge = seen.recorded_at + WINDOW
    assert asked(place, now=edge).through == head()
    with pytest.raises(TakeAnew, match="away"):
        asked(place, now=edge + timedelta(seconds=1))
    assert asked(Place(0), now=edge + WINDOW).items, "who holds nothing may always begin"
    assert asked(before, now=edge + WINDOW).items == (), "who missed nothing may stay"


def test_another_rulebook_sends_bare_numbers_to_the_snapshot() -> None:
    number, place = head(), begun(TODAY)
    activated()
    with pytest.raises(TakeAnew, match="rules"):
        asked(Place(number))
    assert asked(place).items == (), "the mark says that nothing about publication changed"
    assert asked(Place(0)).items


def test_other_rules_end_every_place(monkeypatch: pytest.MonkeyPatch) -> None:
    place = begun(TODAY)
    terms.mark.cache_clear()
    monkeypatch.setattr(terms, "FORM", "another")
    with pytest.raises(TakeAnew, match="rules"):
        asked(place)
    terms.mark.cache_clear()


def test_the_mark_turns_on_the_day_a_row_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    row = terms._dated()[0]
    later = replace(row, since=TODAY + timedelta(10))
    monkeypatch.setattr(terms, "_dated", lambda: [row, later])
    terms.mark.cache_clear()
    terms.unchanged_until.cache_clear()
    days = [TODAY + timedelta(number) for number in (0, 9, 10)]
    assert terms.mark(days[0]) == terms.mark(days[1]) != terms.mark(days[2])
    assert terms.unchanged_until(days[0]) == days[1]
    assert terms.unchanged_until(days[2]) is None
    terms.mark.cache_clear()
    terms.unchanged_until.cache_clear()


def test_a_page_that_ends_within_a_number() -> None:
    first = page(Place(0), 2, day=TODAY, now=datetime.now(UTC))
    assert first.more
    assert first.next.within is not None
    assert first.through == first.next.within - 1
    reader = Reader(first.next, {str(line["id"]): line for line in first.items})
    reader.follow(1)
    assert reader.digest() == full()


def test_what_is_not_followed_yet_is_not_covered(tmp_path: Path) -> None:
    covered = head()
    take(penalties(tmp_path, 5, "more.csv", CF_WSH="沪示罚〔2025〕88号"))
    assert sealed() - 1 > covered
    found = asked(begun(TODAY))
    assert found.head < sealed() - 1
    assert found.items == ()
    followed()
    assert len(asked(found.next).items) == 5


def test_an_ended_record_is_not_named_for_ever() -> None:
    on_day(date(2026, 6, 3))
    followed()
    assert any(line["withdrawn"] for line in asked(Place(0), day=date(2026, 6, 3)).items)
    long_after = date(2026, 6, 2) + WINDOW
    assert any(line["withdrawn"] for line in asked(Place(0), day=long_after).items)
    assert not any(
        line["withdrawn"] for line in asked(Place(0), day=long_after + timedelta(1)).items
    )
