"""The table of moves, step by step: what follows, what is kept of it, and what is refused and why."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from creditdelta.lists import events
from creditdelta.lists.fold import ASKS, begun, folded
from creditdelta.lists.rules import (
    LACKINGS,
    STATES,
    TRANSITIONS,
    Entry,
    Hearing,
    Move,
    Standing,
    Taken,
    counted_on,
    heard_until,
    in_force_on,
    lacking,
    may_move,
    moved,
    out_of_time,
    term_end,
    why_not_decide,
    why_not_move,
)
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.listings import Colour, listings

DAY = date(2026, 4, 1)
NEXT = DAY + timedelta(days=1)
STANDING = Standing(date(2029, 4, 1))


def new(colour: Colour = "black") -> Entry:
    return begun(
        events.ListingProposed(
            b"e", "l", DAY, colour, b"r", "310000-ecology", ("c",), (b"d",), b"", DAY
        )
    )


def confirmed(colour: Colour = "black") -> Entry:
    """Decided by ann, confirmed by ben."""
    one = new(colour)
    if colour == "black":
        one = folded(one, events.ListingNotified(b"e", b"n", DAY, DAY), "ann")
    one = folded(one, decided(), "ann")
    return folded(one, events.ListingConfirmed(b"e", b"m", DAY), "ben")


def decided() -> events.ListingDecided:
    return events.ListingDecided(b"e", "1", "ab", "law", DAY, date(2029, 4, 1), b"", DAY)


def test_a_proposal_begins_an_entry() -> None:
    assert new() == Entry(
        b"e", "l", DAY, "black", b"r", "310000-ecology", ("c",), (b"d",), "proposed", DAY
    )


def test_every_step_is_kept() -> None:
    one = folded(new(), events.ListingNotified(b"e", b"n", NEXT, NEXT), "ann")
    assert (one.state, one.notice, one.reply_until, one.first) == ("noticed", b"n", NEXT, "")
    one = folded(one, events.StatementMade(b"e", b"", NEXT), "owner")
    assert (one.state, one.heard_on, one.waived_on) == ("noticed", NEXT, None)
    one = folded(one, events.StatementWaived(b"e", "cd", DAY), "ann")
    assert (one.state, one.waived_on) == ("noticed", DAY)
    one = folded(one, decided(), "ann")
    assert one.state == "decided"
    assert (one.number, one.digest, one.instrument) == ("1", "ab", "law")
    assert (one.decided_on, one.since, one.until) == (DAY, DAY, date(2029, 4, 1))
    assert one.first == "ann"
    back = folded(one, events.ListingSentBack(b"e", DAY), "ben")
    assert (back.state, back.number, back.digest, back.instrument) == ("noticed", "", "", "")
    assert (back.decided_on, back.since, back.until, back.first) == (None, None, None, "")
    assert (back.heard_on, back.notice) == (NEXT, b"n")
    one = folded(one, events.ListingConfirmed(b"e", b"m", NEXT), "ben")
    assert (one.state, one.confirmed_on, one.decision_notice, one.first) == (
        "listed",
        NEXT,
        b"m",
        "",
    )


def test_changes_are_kept() -> None:
    asked = folded(confirmed(), events.ChangeAsked(b"e", "suspend", "g", "2", "ef", DAY), "ann")
    assert (asked.state, asked.first) == ("suspending", "ann")
    assert (asked.ground, asked.act_number, asked.act_digest) == ("g", "2", "ef")
    kept = folded(asked, events.ChangeDeclined(b"e", DAY), "ben")
    assert (kept.state, kept.first) == ("listed", "")
    assert (kept.ground, kept.act_number, kept.act_digest) == ("", "", "")
    done = folded(asked, events.ChangeAgreed(b"e", b"n", NEXT), "ben")
    assert (done.state, done.changed_on, done.first) == ("suspended", NEXT, "")
    assert (done.ground, done.act_number, done.act_digest) == ("g", "2", "ef")
    resumed = folded(done, events.ChangeAsked(b"e", "resume", "g", "3", "ef", DAY), "ann")
    assert resumed.state == "resuming"
    left = folded(done, events.ChangeAsked(b"e", "remove", "g", "3", "ef", DAY), "ann")
    assert left.state == "leaving_suspended"
    assert (
        folded(confirmed(), events.ChangeAsked(b"e", "remove", "g", "3", "ef", DAY), "a").state
        == "leaving"
    )
    dropped = folded(new(), events.ListingDropped(b"e", "why", NEXT), "ann")
    assert (dropped.state, dropped.ground, dropped.changed_on) == ("dropped", "why", NEXT)


def test_colours_differ_only_at_the_beginning() -> None:
    steps: tuple[Move, ...] = ("notify", "decide", "drop", "confirm")
    assert [may_move(new("black"), move) for move in steps] == [True, False, True, False]
    assert [may_move(new("red"), move) for move in steps] == [False, True, True, False]
    waits = replace(new("red"), state="decided")
    assert moved(waits, "send_back") == "proposed"
    assert moved(replace(new(), state="decided"), "send_back") == "noticed"
    assert moved(waits, "confirm") == "listed"


@pytest.mark.parametrize(("state", "move"), sorted(TRANSITIONS))
def test_the_second_step_is_another_officer_s(state: str, move: Move) -> None:
    one = replace(
        new("red" if (state, move) == ("proposed", "decide") else "black"), state=state, first="ann"
    )
    second = move in ("confirm", "send_back", "agree", "disagree")
    assert why_not_move(one, move, "ann") == ("second" if second else "")
    assert why_not_move(one, move, "ben") == ""
    assert why_not_move(replace(one, state="removed"), move, "ben") == "move"


def test_when_something_can_be_decided() -> None:
    one = replace(new(), state="noticed", reply_until=DAY)
    assert why_not_decide(new("red"), Hearing(None, None, answered=False), DAY) == ""
    assert why_not_decide(one, Hearing(None, DAY, answered=True), NEXT) == "unserved"
    assert why_not_decide(one, Hearing(DAY, None, answered=True), NEXT) == "unserved"
    assert why_not_decide(one, Hearing(NEXT, NEXT, answered=True), DAY) == "unserved"
    assert why_not_decide(one, Hearing(DAY, DAY, answered=False), DAY) == "early"
    assert why_not_decide(one, Hearing(DAY, DAY, answered=False), NEXT) == ""
    waived = replace(one, waived_on=DAY)
    assert why_not_decide(waived, Hearing(DAY, NEXT, answered=False), DAY) == ""
    heard = replace(one, heard_on=DAY)
    assert why_not_decide(heard, Hearing(DAY, NEXT, answered=False), DAY) == "unheard"
    assert why_not_decide(heard, Hearing(DAY, NEXT, answered=True), DAY) == ""


def test_terms_of_a_list() -> None:
    listing = listings()["environment_serious"]
    assert heard_until(listing, date(2026, 4, 1), calendar()) == date(2026, 4, 9)
    assert term_end(listing, date(2026, 4, 1), calendar()) == date(2029, 4, 1)
    assert term_end(replace(listing, term="+5wd"), date(2026, 4, 1), calendar()) == date(2026, 4, 9)


def test_what_an_entry_lacks() -> None:
    one = confirmed()
    assert lacking(one, DAY, STANDING) == ""
    assert lacking(one, DAY - timedelta(days=1), STANDING) == "not_yet"
    assert lacking(replace(one, confirmed_on=NEXT), DAY, STANDING) == "not_yet"
    assert lacking(replace(one, since=NEXT), DAY, STANDING) == "not_yet"
    assert lacking(one, date(2029, 4, 1), STANDING) == ""
    assert lacking(one, date(2029, 4, 2), Standing(date(2030, 1, 1))) == "over"
    assert lacking(one, DAY, Standing(None)) == "law"
    assert lacking(one, DAY, Standing(DAY)) == ""
    assert lacking(one, NEXT, Standing(DAY)) == "law"
    assert lacking(one, DAY, replace(STANDING, fallen_on=DAY)) == "record"
    assert lacking(one, DAY, replace(STANDING, fallen_on=NEXT)) == ""
    assert lacking(one, NEXT, replace(STANDING, kept_until=DAY)) == "event"
    assert lacking(one, DAY, replace(STANDING, kept_until=DAY)) == ""
    for field in ("since", "until", "confirmed_on"):
        assert lacking(replace(one, **{field: None}), DAY, STANDING) == "state"
        assert out_of_time(replace(one, **{field: None}), DAY, STANDING) == "state"
    counting = {state for state in STATES if not lacking(replace(one, state=state), DAY, STANDING)}
    assert counting == {"listed", "suspending", "leaving"}
    assert all(words.zh and words.en for words in (*LACKINGS.values(), *STATES.values()))


def test_steps_up_to_a_day() -> None:
    taken = [Taken("listing.proposed", DAY), Taken("listing.confirmed", DAY), Taken("suspended", NEXT),
             Taken("listing.change_asked", NEXT), Taken("listed", NEXT + timedelta(days=1)),
             Taken("removed", NEXT + timedelta(days=2))]  # fmt: skip
    days = [DAY + timedelta(days=n) for n in range(-1, 4)]
    assert [counted_on(taken, day) for day in days] == [False, True, False, True, False]
    one = confirmed()
    assert in_force_on(one, taken, DAY, STANDING)
    assert not in_force_on(one, taken, NEXT, STANDING)
    assert not in_force_on(one, taken, DAY, Standing(None))
    assert not in_force_on(one, [], DAY, STANDING)


@pytest.mark.parametrize("colour", ["black", "red"])
def test_no_account_gets_anywhere_alone(colour: Colour) -> None:
    """Whatever one account does, nobody is entered, and nothing that stands is suspended or removed."""
    made: list[events.OfEntry] = [
        events.ListingNotified(b"e", b"n", DAY, DAY), events.StatementMade(b"e", b"", DAY),
        events.StatementWaived(b"e", "", DAY), decided(), events.ListingConfirmed(b"e", b"m", DAY),
        events.ListingSentBack(b"e", DAY), events.ListingDropped(b"e", "g", DAY),
        *(events.ChangeAsked(b"e", change, "g", "2", "ef", DAY) for change in ASKS),
        events.ChangeAgreed(b"e", b"n", DAY), events.ChangeDeclined(b"e", DAY),
    ]  # fmt: skip
    begins = [new(colour), replace(confirmed(colour), first="")]
    reached = [alone(one, made) for one in begins]
    assert reached[0] == {"proposed", "decided", "dropped"} | (
        {"noticed"} if colour == "black" else set()
    )
    assert reached[1] == {"listed", "suspending", "leaving"}


def alone(begin: Entry, made: list[events.OfEntry]) -> set[str]:
    """The states one account can bring an entry to, by whatever steps."""
    seen, left = {begin}, [begin]
    while left:
        one = left.pop()
        for event in made:
            if why_not_move(one, step_of(event), "ann"):
                continue
            after = folded(one, event, "ann")
            if after not in seen:
                seen.add(after)
                left.append(after)
    return {one.state for one in seen}


def step_of(event: events.OfEntry) -> Move:
    """The step that an event records."""
    if isinstance(event, events.ChangeAsked):
        return ASKS[event.change]
    known: dict[type, Move] = {
        events.ListingNotified: "notify", events.StatementMade: "state",
        events.StatementWaived: "waive", events.ListingDecided: "decide",
        events.ListingConfirmed: "confirm", events.ListingSentBack: "send_back",
        events.ListingDropped: "drop", events.ChangeAgreed: "agree", events.ChangeDeclined: "disagree",
    }  # fmt: skip
    return known[type(event)]
