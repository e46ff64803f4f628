"""Index a register, then ask for parts of its names; the whole answer of a page each time.

python -m benchmarks.contenders.search_ask ORGANISATIONS QUERIES

The database is the one of DATABASE_URL, else embedded. Prints the milliseconds of each question, the
second time it was asked, and a digest of all answers.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.register import empty_ledger, fill, registered

DAY = date(2026, 4, 1)


def main() -> None:
    """Fill, index, ask; print one line."""
    count, queries = int(sys.argv[1]), int(sys.argv[2])
    with TemporaryDirectory(prefix="cd-bench-") as folder:
        empty_ledger(Path(folder))
        rows = registered(count)
        fill(rows)
        from creditdelta.project.followers import FOLLOWERS, run_followers
        from creditdelta.search.following import NAME, size

        began, cpu = time.perf_counter(), time.process_time()
        run_followers({NAME: FOLLOWERS[NAME]})
        assert size() == count, "not every name is in the index"
        built = {"wall": time.perf_counter() - began, "cpu": time.process_time() - cpu}
        asked = questions([name for _, name, _ in rows], queries)
        answers, spent = ask(asked)
    print(json.dumps({"job": built["cpu"], "built": built, "ms": spent, "answers": answers}))


def questions(names: list[str], count: int) -> dict[str, list[tuple[str, dict[str, str]]]]:
    """Parts of names drawn evenly over names and places, so common ones come often; and letters."""
    from creditdelta.search.initials import initials

    rng = Random(7)

    def part(text: str, length: int) -> str:
        at = rng.randrange(len(text) - length + 1)
        return text[at : at + length]

    def drawn(of: Callable[[str], str], **filters: str) -> list[tuple[str, dict[str, str]]]:
        return [(of(name), filters) for name in rng.choices(names, k=count)]

    letters = drawn(lambda name: part(initials(name)[0], 4))
    return {
        "2": drawn(lambda name: part(name, 2)),
        "3": drawn(lambda name: part(name, 3)),
        "4": drawn(lambda name: part(name, 4)),
        "letters": letters,
        "filtered": drawn(lambda name: part(name, 2), province="34", section="C"),
        "whole": drawn(lambda name: name),
    }


def ask(
    asked: dict[str, list[tuple[str, dict[str, str]]]],
) -> tuple[dict[str, str], dict[str, list[float]]]:
    """The digest of the answers of each kind of question, and milliseconds when asked again."""
    from creditdelta.search.queries import search

    digests, spent = {}, {}
    for kind, questions in asked.items():
        told = []
        for text, filters in questions:
            found = search(text, filters, day=DAY)
            told.append(repr((text, found.count, found.more, found.hits, found.facets, found.near)))
        digests[kind] = sha256("\n".join(told).encode()).hexdigest()
        spent[kind] = []
        for text, filters in questions:
            began = time.perf_counter()
            search(text, filters, day=DAY)
            spent[kind].append((time.perf_counter() - began) * 1000)
    return digests, spent


if __name__ == "__main__":
    main()
