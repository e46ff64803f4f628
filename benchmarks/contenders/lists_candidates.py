"""Candidates of every list from a pool that lies ready: `... .lists_candidates HOME`."""

import json
import os
import sys
import time
from collections import Counter
from hashlib import sha256


def main() -> None:
    """Ask once; print one line."""
    os.environ["CREDITDELTA_HOME"] = sys.argv[1]
    from creditdelta.project.setup import set_up

    set_up()
    from benchmarks.list_pool import DAY
    from creditdelta.lists.candidates import candidates

    began = time.process_time()
    counts: Counter[str] = Counter()
    digest = sha256()
    for one in candidates(DAY):
        counts[one.criterion] += 1
        digest.update(f"{one.criterion} {one.code} {len(one.documents)}\n".encode())
    spent = time.process_time() - began
    print(json.dumps({"job": spent, "counts": counts, "digest": digest.hexdigest()}))


if __name__ == "__main__":
    main()
