"""Whoever answers a list is killed again and again: the answers are the same, to the byte."""

from pathlib import Path
from random import Random

from creditdelta.intake.tests.supplies import penalties, registrations
from tests.kills.driver import some_kills, worker

ENTRIES, FIRMS, KILLS = 9_000, 50, some_kills()
LONGEST = 0.5  # seconds: about as long as a piece takes


def test_a_list_is_answered_through_many_kills(tmp_path: Path) -> None:
    draw = Random(KILLS)
    with worker(tmp_path, "") as found:
        found.do("prepare")
        found.do("ingest", path=str(registrations(tmp_path, FIRMS)))
        found.do("ingest", path=str(penalties(tmp_path, FIRMS // 2)))
        undisturbed = found.do("list", count=ENTRIES, known=FIRMS)
        found.do("screen")
        wanted = found.do("screened", job=undisturbed)
        found.do("forget", job=undisturbed)
        cut = 0
        while cut < KILLS:
            job = found.do("list", count=ENTRIES, known=FIRMS)
            while cut < KILLS and not found.killed(draw.uniform(0.0, LONGEST), "screen"):
                cut += 1
            found.do("screen")
            seen = found.do("screened", job=job)
            assert seen["lines"] == ENTRIES
            assert {**seen, "halves": []} == wanted
            found.do("forget", job=job)
        assert found.do("look")["faults"] == []
