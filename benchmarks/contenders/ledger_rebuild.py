"""Ours, the tables once more out of the journal and the pool; the ingest before is not on the clock."""

import json
import sys

from benchmarks import ledger_parts
from benchmarks.contenders import answer
from benchmarks.contenders.ledger_ingest import take


def main() -> None:
    """Take a file in, rebuild and compare; the answer tells whether both are equal."""
    ledger_parts.empty_ledger()
    take(sys.argv[1])
    from creditdelta.project.rebuild import compare

    before = answer.cpu()
    found = compare()
    spent = round(answer.cpu() - before, 3)
    print(json.dumps({"job": spent, "equal": found.equal, "events": found.events}))


if __name__ == "__main__":
    main()
