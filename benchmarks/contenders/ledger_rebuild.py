"""Ours: the tables played again from journal and pool, and compared; the ingest is not on the clock."""

import json
import sys

from benchmarks import ledger_parts
from benchmarks.contenders import answer
from benchmarks.contenders.ledger_ingest import take


def main() -> None:
    """Ingest a file, then answer for rebuilding and comparing."""
    ledger_parts.empty_ledger()
    take(sys.argv[1])
    from creditdelta.project.rebuild import compare

    before = answer.cpu()
    found = compare()
    print(
        json.dumps(
            {"job": round(answer.cpu() - before, 3), "equal": found.equal, "events": found.events}
        )
    )


if __name__ == "__main__":
    main()
