"""A process that sends mails is killed again and again: none is lost, none leaves twice in the window."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from time import monotonic

from creditdelta.rulebook.sending import sending_on
from tests.kills.driver import some_kills, worker

NOTICES, KILLS = 15, some_kills()
AT = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
WINDOW = timedelta(minutes=sending_on(date(2026, 4, 1)).window_minutes)


def test_the_sender_is_killed(tmp_path: Path) -> None:
    """Again and again something is cut off, at a moment between its beginning and its usual end."""
    draw = Random(KILLS)
    with worker(tmp_path, "") as found:
        found.do("prepare")
        found.do("tell_many", count=NOTICES)
        began = monotonic()
        found.do("mail", at=AT.isoformat())
        usual, told, cut = monotonic() - began, NOTICES, 0
        while cut < KILLS:
            found.do("tell_many", count=NOTICES)
            told += NOTICES
            cut += not found.killed(draw.uniform(0.0, usual), "mail", at=AT.isoformat())
            seen = found.do("mailed")
            assert set(seen["written"].values()) <= {1}, "within the window nothing goes out twice"
            assert sum(seen["states"].values()) == told
        later = AT + WINDOW
        while found.do("mail", at=later.isoformat()):
            pass
        seen, end = found.do("mailed"), found.do("end")
    assert seen["states"] == {"dispatched": told}
    assert len(seen["written"]) == told, "none is lost"
    assert max(seen["written"].values()) <= 2
    assert sum(seen["written"].values()) - told <= cut, "at most one for each kill went out again"
    assert end["rebuilt"]
