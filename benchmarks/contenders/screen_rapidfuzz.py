"""The names of a register one edit from each name of a list, by RapidFuzz comparing all with all.

python -m benchmarks.contenders.screen_rapidfuzz ORGANISATIONS NAMES

Only the first names are compared: the time of each is the same, and all of them would take hours.
"""

import json
import sys
import time

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from benchmarks.near_questions import register
from benchmarks.screening_questions import ANSWERED_TWICE, listed, told

AT_ONCE = 10


def main() -> None:
    """Compare; print one line."""
    names = register(int(sys.argv[1]))
    wanted = listed(names, int(sys.argv[2]))[:ANSWERED_TWICE]
    answers: dict[str, set[str]] = {}
    began = time.process_time()
    for first in range(0, len(wanted), AT_ONCE):
        some = wanted[first : first + AT_ONCE]
        apart = process.cdist(
            some, names, scorer=OSA.distance, score_cutoff=1, dtype=np.uint8, workers=1
        )
        for name, row in zip(some, apart, strict=True):
            near = {int(place): int(row[place]) for place in np.flatnonzero(row <= 1)}
            least = min(near.values(), default=0)
            answers[name] = {names[place] for place, far in near.items() if far == least}
    spent = time.process_time() - began
    print(json.dumps({"job": spent, "compared": len(wanted), **told(answers)}))


if __name__ == "__main__":
    main()
