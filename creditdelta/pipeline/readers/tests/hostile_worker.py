"""Checks every file of a folder in one process and prints a JSON line for each.

    hostile_worker.py FOLDER

The folder's `kinds.json` lists [name, file]; only checking happens here, so that the peak is the check's.
"""

import io
import json
import resource
import sys
import time
from datetime import date
from pathlib import Path

from creditdelta.facade.check import check
from creditdelta.pipeline.ndjson import Writer
from creditdelta.pipeline.render import Renderer


def own_peak() -> int:
    """Megabytes; getrusage would count what the starting process held before this one began."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) >> 10


def answer(name: str, path: Path) -> dict[str, object]:
    out = io.BytesIO()
    writer = Writer(out.write, Renderer("zh", None))
    began = time.perf_counter()
    report = check(path, on=date(2026, 11, 23), sink=writer.add)
    writer.flush()
    found = [json.loads(line) for line in out.getvalue().splitlines()]
    return {
        "name": name,
        "found": [(one["code"], one["row"]) for one in found],
        "text": out.getvalue().decode() if len(out.getvalue()) < 1 << 16 else "",
        "rows": report.rows,
        "accepted": report.accepted,
        "rejected": report.rejected,
        "seconds": round(time.perf_counter() - began, 2),
        "megabytes": max(own_peak(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10),
    }


def main() -> None:
    folder = Path(sys.argv[1])
    for name, file in json.loads((folder / "kinds.json").read_text(encoding="utf-8")):
        print(json.dumps(answer(name, folder / file)), flush=True)  # noqa: T201  read by the test


if __name__ == "__main__":
    main()
