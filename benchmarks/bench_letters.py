"""Notices: 10,000 issued in parts, and their letters set as PDF.

    python -m benchmarks.bench_letters [--quick]

A fresh ledger in a folder of its own. The last part is held to the first one, so that numbering does not
get slower with the number of letters; the transaction of a part is timed from its beginning to its commit.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
from time import perf_counter, process_time

NOTICES, QUICK = 10_000, 2_000
LETTERS, BUNDLED = 100, 100
OFFICE = "310000-credit"


def main() -> None:
    """Measure and print JSON lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    count = QUICK if parser.parse_args().quick else NOTICES
    with tempfile.TemporaryDirectory() as place:
        os.environ["CREDITDELTA_HOME"] = place
        os.environ.pop("DATABASE_URL", None)
        from creditdelta.project.setup import set_up

        set_up()
        from creditdelta.project.prepare import prepare

        prepare("310000", "bench", "bench")
        ids = issued(count)
        printed(ids)


def issued(count: int) -> list[bytes]:
    """Issue notices in parts; their ids."""
    from creditdelta.journal.services import envelope
    from creditdelta.notices.services import AT_ONCE, Asked, issue_in_parts

    fields = {
        "matter": "合成示例", "facts": "合成示例" * 50, "ground": "合成示例", "reply_until": "2026-05-01",
    }  # fmt: skip
    asked = [Asked(number.to_bytes(16, "big"), fields) for number in range(count)]
    ids: list[bytes] = []
    walls, cpus = [], []
    wall, cpu = perf_counter(), process_time()
    for part in issue_in_parts("prior_notice", OFFICE, asked, envelope("310000", "bench")):
        ids += part
        walls.append(perf_counter() - wall)
        cpus.append(process_time() - cpu)
        wall, cpu = perf_counter(), process_time()
    told("notices_issued", count, {
        "per_cpu_second": round(count / sum(cpus)), "longest_part": round(max(walls), 3),
        "part": AT_ONCE, "ratio": round(cpus[-1] / cpus[0], 3),
    })  # fmt: skip
    return ids


def printed(ids: list[bytes]) -> None:
    """Set letters one by one, then many in one file."""
    from creditdelta.notices.letters import bundle, pdf

    pdf(ids[0])
    cpus = []
    sizes = []
    for id in ids[:LETTERS]:
        cpu = process_time()
        sizes.append(len(pdf(id)))
        cpus.append(process_time() - cpu)
    one = statistics.median(cpus)
    told("letter_pdf", LETTERS, {"per_cpu_second": round(1 / one, 1), "bytes": max(sizes)})
    cpu = process_time()
    size = len(bundle(ids[:BUNDLED]))
    each = (process_time() - cpu) / BUNDLED
    told("letters_bundled", BUNDLED, {
        "per_cpu_second": round(1 / each, 1), "bytes": size, "ratio": round(each / one, 3),
    })  # fmt: skip


def told(name: str, size: int, figures: dict[str, float]) -> None:
    """One line for machines, one for people."""
    print(json.dumps({"name": name, "size": size} | figures))
    print(f"  {name}: {figures}", file=sys.stderr)


if __name__ == "__main__":
    main()
