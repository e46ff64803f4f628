"""How fast is a column of unified social credit codes checked, against python-stdnum?

Run     python -m benchmarks.bench_uscc
Prints  one JSON line a size: CPU seconds of ours and of the peer, and their ratio per code. The
        peer is timed on at most 20,000 codes and scaled, since it takes 20 seconds a million.
Equal   answers first: on codes with eight leading digits (the peer knows no others), a code is
        refused for its characters or its check character by both or by neither.
"""

import json
import random
import time

import numpy as np
import pyarrow as pa
from stdnum.cn import uscc as peer

from creditdelta.kernel.identifiers import uscc
from creditdelta.rulebook.codes import uscc_tables

SIZES = (10_000, 100_000, 1_000_000)
PEER_AT_MOST = 20_000
BROKEN_SHARE = 0.1
SYNTHETIC = 20260101


def codes(count: int) -> list[str]:
    """Synthetic codes of the four provinces; every tenth has one wrong character."""
    draw = random.Random(SYNTHETIC)
    places = [code for code in uscc_tables().divisions if code[:2] in ("31", "32", "33", "34")]
    made = []
    for _ in range(count):
        inner = "".join(draw.choices(uscc.ALPHABET, k=8))
        code = draw.choice(("91", "92", "12")) + draw.choice(places) + inner
        code += _organisation_check(inner)
        code += uscc.check_character(code)
        if draw.random() < BROKEN_SHARE:
            at = draw.randrange(8, 18)
            code = code[:at] + draw.choice(uscc.ALPHABET) + code[at + 1 :]
        made.append(code)
    return made


def _organisation_check(inner: str) -> str:
    total = sum(w * int(c, 36) for w, c in zip((3, 7, 9, 10, 5, 8, 4, 2), inner, strict=True))
    return "0X987654321"[total % 11]


def measure(size: int) -> dict[str, object]:
    """One line of the report; asserts equal answers before it times anything."""
    texts, tables = codes(size), uscc_tables()
    column, few = pa.array(texts), texts[:PEER_AT_MOST]
    refused = uscc.LENGTH | uscc.CHARACTER | uscc.CHECK | uscc.PERSON
    masks = uscc.check_column(column, tables)
    ours = ((masks & refused) == 0)[: len(few)].tolist()
    assert ours == [peer.is_valid(text) for text in few], "answers differ"
    assert np.any(masks & uscc.CHECK)
    repeats = max(3, 3_000_000 // size)
    began = time.process_time()
    for _ in range(repeats):
        uscc.check_column(column, tables)
    own = (time.process_time() - began) / repeats
    began = time.process_time()
    for text in few:
        peer.is_valid(text)
    other = (time.process_time() - began) * size / len(few)
    return {
        "name": "uscc_column",
        "size": size,
        "ours_cpu": round(own, 6),
        "peer_cpu": round(other, 4),
        "peer_scaled_from": len(few),
        "ours_codes_per_cpu_second": round(size / own),
        "ratio": round(other / own, 1),
    }


def main() -> None:
    """Print the report."""
    for size in SIZES:
        print(json.dumps(measure(size)), flush=True)


if __name__ == "__main__":
    main()
