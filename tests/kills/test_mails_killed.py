"""A process that sends mails is killed again and again: none is lost, none leaves twice in the window."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from creditdelta.rulebook.sending import sending_on
from tests.kills.driver import worker

NOTICES, KILLS = 60, 20
AT = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
WINDOW = timedelta(minutes=sending_on(date(2026, 4, 1)).window_minutes)


def test_the_sender_is_killed(tmp_path: Path) -> None:
    draw = Random(KILLS)
    with worker(tmp_path, "") as found:
        found.do("prepare")
        found.do("tell_many", count=NOTICES)
        cut = 0
        for _ in range(KILLS):
            cut += not found.killed(draw.uniform(0.02, 0.25), "mail", at=AT.isoformat())
            seen = found.do("mailed")
            assert set(seen["written"].values()) <= {1}, "within the window nothing goes out twice"
            assert sum(seen["states"].values()) == NOTICES
        assert cut > KILLS // 4, "most rounds must be cut off for the test to mean anything"
        later = AT + WINDOW
        while found.do("mail", at=later.isoformat()):
            pass
        seen = found.do("mailed")
    assert seen["states"] == {"dispatched": NOTICES}
    assert len(seen["written"]) == NOTICES, "none is lost"
    assert max(seen["written"].values()) <= 2
    assert sum(seen["written"].values()) - NOTICES <= cut, (
        "at most one for each kill went out again"
    )
    assert seen["rebuilt"]
