"""Posted, returned, served: each way of service counts from its day, and only what may serve does."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from creditdelta.notices import serving
from creditdelta.notices.models import Dispatch, Notice
from creditdelta.notices.queries import agreement_of, notice, untold
from creditdelta.notices.rules import TRANSITIONS, MoveRefused, Standing, moved
from creditdelta.notices.tests.scenes import (
    AT,
    DAY,
    OFFICE,
    REGION,
    about,
    issued,
    organisations,
)
from creditdelta.project.rebuild import compare
from creditdelta.rulebook.sending import sending_on

PROOF = bytes(range(32))
TODAY = date(2026, 6, 30)


@pytest.fixture
def ref(ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    monkeypatch.setattr(serving, "business_day", lambda: TODAY)
    return organisations(tmp_path, 1)[0]


def test_a_letter_handed_over_counts_from_that_day(ref: bytes) -> None:
    id = issued("prior_notice", ref)
    serving.dispatch(id, "letter", about(), on=date(2026, 4, 2))
    assert serving.serve(id, "letter", "direct", date(2026, 4, 3), about(), PROOF) == date(
        2026, 4, 3
    )
    told = notice(id)
    assert told is not None
    assert (told.method, told.served(date(2026, 4, 2)), told.served(date(2026, 4, 3))) == (
        "direct", False, True,
    )  # fmt: skip


def test_an_announcement_counts_after_thirty_days(ref: bytes) -> None:
    id = issued("prior_notice", ref)
    serving.dispatch(id, "letter", about(), on=date(2026, 4, 2))
    serving.fail(id, "letter", "returned", about())
    assert serving.serve(id, "letter", "public", date(2026, 4, 20), about(), PROOF) == date(
        2026, 5, 20
    )
    assert [one.told.id for one in untold(REGION, date(2026, 5, 19))] == [id]
    assert untold(REGION, date(2026, 5, 20)) == []


@pytest.mark.parametrize(
    ("channel", "method", "on", "proof", "why"),
    [
        ("letter", "direct", DAY, b"", "proof"),
        ("letter", "direct", DAY - timedelta(1), PROOF, "days"),
        ("letter", "direct", TODAY + timedelta(1), PROOF, "days"),
        ("letter", "pigeon", DAY, PROOF, "method"),
        ("in_site", "direct", DAY, PROOF, "method"),
        ("letter", "electronic", DAY, PROOF, "method"),
        ("in_site", "electronic", DAY, PROOF, "agreed"),
        ("fax", "direct", DAY, PROOF, "method"),
    ],
)
def test_what_does_not_serve_is_refused(
    ref: bytes, channel: str, method: str, on: date, proof: bytes, why: str
) -> None:
    id = issued("prior_notice", ref)
    with pytest.raises(MoveRefused) as refused:
        serving.serve(id, channel, method, on, about(), proof)
    assert refused.value.why == why
    assert Notice.objects.get().served_on is None


def test_nothing_is_served_twice(ref: bytes) -> None:
    id = issued("prior_notice", ref)
    serving.serve(id, "letter", "left", DAY, about(), PROOF)
    with pytest.raises(MoveRefused, match="served"):
        serving.serve(id, "letter", "direct", DAY, about(), PROOF)


def test_unknown_notices_and_reasons_are_refused(ref: bytes) -> None:
    id = issued("prior_notice", ref)
    with pytest.raises(MoveRefused, match="unknown"):
        serving.serve(bytes(16), "letter", "left", DAY, about(), PROOF)
    with pytest.raises(MoveRefused, match="failure"):
        serving.fail(id, "letter", "refused", about())
    with pytest.raises(MoveRefused, match="days"):
        serving.dispatch(id, "letter", about(), on=DAY - timedelta(1))


def test_reading_serves_only_whoever_agreed(ref: bytes) -> None:
    first, second = issued("prior_notice", ref), issued("prior_notice", ref)
    assert serving.opened(first, about(actor="reader")) is None
    told = notice(first)
    assert told is not None
    assert told.read_at == AT
    assert told.served_on is None
    agreement = serving.agree(ref, about(actor="reader"))
    assert serving.agree(ref, about(actor="reader")) == agreement
    assert serving.opened(second, about(actor="reader")) == TODAY
    assert serving.opened(second, about(AT + timedelta(1), "other")) is None
    assert Notice.objects.get(pk=second).read_at == AT
    assert Notice.objects.get(pk=second).method == "electronic"
    serving.end_agreement(ref, about(actor="reader"))
    assert agreement_of(ref, TODAY) is None
    assert serving.opened(first, about(actor="reader")) is None
    assert Notice.objects.get(pk=second).served_on == TODAY
    assert compare().equal


def test_a_notice_that_needs_no_proof_is_only_read(ref: bytes) -> None:
    serving.agree(ref, about())
    id = issued("lookup_disclosed", ref)
    assert serving.opened(id, about(actor="reader")) is None
    assert Notice.objects.get().served_on is None
    assert Notice.objects.get().read_at == AT


def test_the_tables_go_the_way_of_the_rules(ref: bytes) -> None:
    draw, seen = Random(4), Counter[tuple[str, str]]()
    limits = sending_on(TODAY)
    acts = {
        "begin": lambda id, at: serving.begin(id, "letter", about(at)),
        "dispatch": lambda id, at: serving.dispatch(id, "letter", about(at), on=DAY),
        "fail": lambda id, at: serving.fail(id, "letter", "returned", about(at)),
        "again": lambda id, at: serving.again(id, "letter", about(at)),
        "serve": lambda id, at: serving.serve(id, "letter", "post", DAY, about(at), PROOF),
    }
    for _ in range(40):
        id, at, standing = issued("prior_notice", ref), AT, Standing()
        for _ in range(12):
            at += timedelta(minutes=draw.choice([1, 16, 3_000]))
            move = draw.choice(sorted(acts))
            gives_up = move == "fail" and standing.attempts >= limits.most_attempts
            try:
                after = moved(standing, "give_up" if gives_up else move, at, limits)
            except MoveRefused:
                with pytest.raises(MoveRefused):
                    acts[move](id, at)
                continue
            acts[move](id, at)
            seen[standing.state, move] += 1
            standing = after
            row = Dispatch.objects.get(notice=id, channel="letter")
            assert (row.state, row.attempts) == (after.state, after.attempts)
            assert row.until == after.until
    assert {pair for pair in TRANSITIONS if "give_up" not in pair and "dead" not in pair} <= {*seen}
    assert compare().equal


def test_untold_counts_working_days_and_knows_who_can_be_reached(
    ledger: Path, tmp_path: Path
) -> None:
    refs = organisations(tmp_path, 2)
    late = issued("prior_notice", refs[0], on=date(2026, 3, 2))
    soon = issued("prior_notice", refs[1])
    issued("lookup_disclosed", refs[0])  # nobody must prove that it was served
    issued("prior_notice", refs[0], office="320000-credit")
    found = untold(REGION, DAY)
    assert [(one.told.id, one.left) for one in found[:1]] == [(late, -15)]
    assert {one.told.id: one.left for one in found}[soon] == 7
    assert all(one.name and one.code and not one.reachable for one in found)
    assert untold("330000", DAY) == []
    assert len(untold("", DAY)) == len(found)
    assert untold(REGION, date(2026, 3, 1)) == []
    assert found[0].told.office == OFFICE
