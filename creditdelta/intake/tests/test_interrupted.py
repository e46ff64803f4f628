"""A submission that was interrupted, held or refused: it goes on, waits, or leaves nothing behind."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from creditdelta.facade.check import rulebook
from creditdelta.intake import loading, originals, pending, services
from creditdelta.intake.models import Submission
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import penalties, registrations
from creditdelta.journal.home import folder
from creditdelta.records.models import Statement
from creditdelta.rulebook.intake import breaker_on

pytestmark = pytest.mark.usefixtures("ledger")
TODAY = date(2026, 4, 1)


class PowerGone(Exception):
    """The process ends here."""


def taken(path: Path, actor: str = "clerk") -> Submission:
    return ingest(Received(path, "310000", actor, TODAY), rulebook())


def test_an_interrupted_load_goes_on_where_it_stood(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("creditdelta.intake.reading.PART_ROWS", 2)
    path, whole = registrations(tmp_path, 7), loading.load_part
    loaded: list[object] = []

    def until_the_third(*given: Any) -> None:
        if len(loaded) == 2:
            raise PowerGone
        loaded.append(given)
        whole(*given)

    with monkeypatch.context() as patch:
        patch.setattr(loading, "load_part", until_the_third)
        with pytest.raises(PowerGone):
            taken(path)
    begun = Submission.objects.get()
    assert (begun.state, begun.parts, begun.parts_done, begun.accepted) == ("open", 4, 2, 4)
    done = taken(path)
    assert (done.pk, done.state, done.accepted) == (begun.pk, "closed", 7)
    assert Statement.objects.count() == 7


def test_what_is_not_closed_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = registrations(tmp_path, 2)
    with monkeypatch.context() as patch:
        patch.setattr(services, "SubmissionClosed", _gone)
        with pytest.raises(PowerGone):
            taken(path)
    assert taken(penalties(tmp_path, 2)).waiting == 2
    taken(path)
    assert taken(penalties(tmp_path, 3, name="later.csv", CF_WSH="沪示罚〔2025〕9号")).accepted == 2


def _gone(*given: object) -> None:
    raise PowerGone


@pytest.mark.parametrize("removed", range(5))
def test_a_file_sent_again_after_half_of_what_lay_ready_was_removed(
    removed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("creditdelta.intake.reading.PART_ROWS", 2)
    taken(registrations(tmp_path, 7))
    path, unlink = registrations(tmp_path, 8, name="more.csv"), Path.unlink
    left = removed

    def until_so_many(place: Path, **given: Any) -> None:
        nonlocal left
        if place.parent.parent == folder("staging") and not place.name.startswith("."):
            if not left:
                raise PowerGone
            left -= 1
        unlink(place, **given)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", until_so_many)
        with pytest.raises(PowerGone):
            taken(path)
    first = Submission.objects.latest("pk")
    assert (first.state, first.accepted, first.duplicate) == ("closed", 1, 7)
    again = taken(path)
    assert (again.pk, again.state, again.duplicate) == (first.pk + 1, "closed", 8)


def test_an_unreadable_file_leaves_no_row(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("甲,乙\n1,2\n", encoding="utf-8")
    found = taken(path)
    assert (found.state, found.ground) == ("refused", "CD-FILE-004")
    assert not Statement.objects.exists()


def test_unusual_mass_change_waits_for_another_officer(tmp_path: Path) -> None:
    for number in range(breaker_on(TODAY).least_submissions):
        taken(penalties(tmp_path, 1, name=f"{number}.csv", CF_WSH=f"沪示罚〔2025〕{number}号"))
    many = penalties(tmp_path, 1, name="many.csv")
    lines = many.read_text(encoding="utf-8").splitlines()
    rows = [lines[1].replace("〔2025〕0号", f"〔2024〕{n}号") for n in range(1100)]
    many.write_text("\n".join([lines[0], *rows]) + "\n", encoding="utf-8")
    held = taken(many)
    assert (held.state, held.parts_done) == ("held", 0)
    assert held.held_for.startswith("rows 1100 > 10 x 1")
    assert taken(many).pk == held.pk, "sending it again changes nothing"
    with pytest.raises(services.UnknownGround):
        services.let_in(held, "officer", "王某说可以")
    with pytest.raises(services.SameOfficer):
        services.let_in(held, "clerk", "专项行动")
    services.let_in(held, "officer", "专项行动")
    assert pending.work() == 1
    held.refresh_from_db()
    assert (held.state, held.waiting) == ("closed", 1100)
    with pytest.raises(services.NotHeld):
        services.refuse(held, "officer", "未能核实")


def test_originals_open_with_their_key_and_are_destroyed_in_time(tmp_path: Path) -> None:
    path = registrations(tmp_path, 2)
    found = taken(path)
    content = path.read_bytes()
    assert originals.restore(found.original, bytes(found.original_key)) == content
    assert services.destroy_originals(TODAY, "operator") == 0
    assert services.destroy_originals(date(2099, 1, 1), "operator") == 1
    found.refresh_from_db()
    assert (found.original_key, found.file_name) == (None, "")


def test_what_is_past_its_term_is_refused_at_the_door(tmp_path: Path) -> None:
    taken(registrations(tmp_path, 1))
    old = {"CF_JDRQ": "2019-01-02", "CF_YXQ": "2020-01-02"}
    found = taken(penalties(tmp_path, 1, name="old.csv", **old))
    assert (found.rejected, found.accepted) == (1, 0)
