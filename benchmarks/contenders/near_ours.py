"""Every name one edit away, by the product's file of variants; all questions at once, then one by one.

python -m benchmarks.contenders.near_ours NAMES QUESTIONS

The equal answers of bench_near say that no pair is wrong; the product holds each to the row of the
database besides.
"""

import json
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.near_questions import questions, register, told
from creditdelta.search.near_file import mapped, one_edit_away, write
from creditdelta.search.variants import factors

ALONE = 1_000


def main() -> None:
    """Write the file, ask, print."""
    names = register(int(sys.argv[1]))
    asked = questions(names, int(sys.argv[2]))
    by = factors(bytes(range(32)))
    with TemporaryDirectory(prefix="cd-bench-") as folder:
        began = time.process_time()
        write(Path(folder) / "near", np.arange(len(names)), names, by)
        built = time.process_time() - began
        file = mapped(Path(folder) / "near")
        size = (Path(folder) / "near").stat().st_size

        def ask(texts: list[str]) -> list[tuple[str, str]]:
            owners, places = one_edit_away(file, texts, by)
            pairs = zip(owners.tolist(), places.tolist(), strict=True)
            return [(texts[owner], names[place]) for owner, place in pairs]

        ask(asked)
        began = time.process_time()
        found = ask(asked)
        spent = time.process_time() - began
        began = time.process_time()
        for text in asked[:ALONE]:
            ask([text])
        alone = (time.process_time() - began) / ALONE
    print(json.dumps({"job": spent, "built": built, "alone": alone, "bytes": size, **told(found)}))


if __name__ == "__main__":
    main()
