"""The same candidates found one organisation after another: `... .lists_singly HOME`; for small pools."""

import json
import os
import sys
import time
from collections import Counter, defaultdict
from hashlib import sha256
from pathlib import Path


def main() -> None:
    """Read all rows, ask each organisation by every criterion; print one line."""
    os.environ["CREDITDELTA_HOME"] = sys.argv[1]
    from creditdelta.project.setup import set_up

    set_up()
    import pyarrow.dataset as ds

    from benchmarks.list_pool import DAY
    from creditdelta.lists.finding import Fact, grounds
    from creditdelta.rulebook.calendars import calendar
    from creditdelta.rulebook.listings import criteria_on

    began = time.process_time()
    facts: dict[str, list[Fact]] = defaultdict(list)
    for row in ds.dataset(Path(sys.argv[1]) / "pool", format="parquet").to_table().to_pylist():
        cells = {name: said for name, said in row.items() if not name.startswith("_")}
        facts[row["_code"]].append(Fact(row["_document"], "penalty", row["_decided"], cells))
    counts: Counter[str] = Counter()
    digest, by = sha256(), calendar()
    for id, one in sorted(criteria_on(DAY).items()):
        for code in sorted(facts):
            used = grounds(one, facts[code], DAY, by)
            if used is not None:
                counts[id] += 1
                digest.update(f"{id} {code} {len(used)}\n".encode())
    spent = time.process_time() - began
    print(json.dumps({"job": spent, "counts": counts, "digest": digest.hexdigest()}))


if __name__ == "__main__":
    main()
