"""What was written about an ended entry can be destroyed, once, and nothing else goes with it."""

from datetime import timedelta
from pathlib import Path

import pytest

from creditdelta.journal.models import Event
from creditdelta.lists import services
from creditdelta.lists.checks import NotPossible
from creditdelta.lists.erasing import erase, has_ended
from creditdelta.lists.models import Text
from creditdelta.lists.queries import taken
from creditdelta.lists.tests.scenes import ACT, DAY, REASONS, by, fined, listed, now, proposed
from creditdelta.lists.texts import texts_of
from creditdelta.notices.contents import ContentErased, said_by
from creditdelta.notices.models import Notice

GROUND = "查询期满"


def removed(ref: bytes) -> bytes:
    """An entry that two officers removed."""
    id = listed(ref)
    services.ask(id, "remove", "信用修复", ACT, by("first"), DAY)
    services.agree(id, by("second"), DAY)
    return id


def test_texts_and_letters_go_and_the_entry_stays(ledger: Path, tmp_path: Path) -> None:
    [ref] = fined(tmp_path)
    id = removed(ref)
    assert texts_of(id)["reasons"] == REASONS
    assert erase(id, GROUND, by("operator"), DAY) == 4  # reasons, and three letters
    assert texts_of(id) == {}
    assert not Text.objects.filter(owner=id).exists()
    for letter in Notice.objects.filter(ref=ref).exclude(form="repair_guidance"):  # tells no fact
        with pytest.raises(ContentErased):
            said_by(letter)
    assert now(id).state == "removed"
    assert taken([id])[id][-1].kind == "listing.erased"
    assert REASONS not in "".join(Event.objects.values_list("body", flat=True))


def test_it_is_erased_once(ledger: Path, tmp_path: Path) -> None:
    [ref] = fined(tmp_path)
    id = removed(ref)
    erase(id, GROUND, by("operator"), DAY)
    _refused("gone", id)


def test_what_stands_keeps_its_reasons_until_its_term_is_over(ledger: Path, tmp_path: Path) -> None:
    [ref] = fined(tmp_path)
    id = listed(ref)
    _refused("standing", id)
    until = now(id).until
    assert until is not None
    assert not has_ended(now(id), until)
    assert erase(id, GROUND, by("operator"), until + timedelta(days=1)) == 3


def test_what_is_under_way_is_not_erased(ledger: Path, tmp_path: Path) -> None:
    [ref] = fined(tmp_path)
    _refused("standing", proposed(ref))


def test_a_ground_is_one_of_the_list(ledger: Path, tmp_path: Path) -> None:
    [ref] = fined(tmp_path)
    _refused("ground", removed(ref), "听说的")


def _refused(why: str, id: bytes, ground: str = GROUND) -> None:
    with pytest.raises(NotPossible) as no:
        erase(id, ground, by("operator"), DAY)
    assert no.value.why == why
