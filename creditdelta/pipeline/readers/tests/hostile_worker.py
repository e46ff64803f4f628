"""Checks every hostile text file in one process and prints an answer for each, as a JSON line."""

import importlib.util
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


def corpus():
    place = Path(__file__).with_name("hostile_text.py")
    spec = importlib.util.spec_from_file_location("hostile_text", place)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    hostile = corpus()
    secret = hostile.person_number()
    for name, suffix, content, wanted in hostile.kinds():
        path = Path(sys.argv[1]) / f"hostile{suffix}"
        path.write_bytes(content)
        del content
        out = io.BytesIO()
        writer = Writer(out.write, Renderer("zh", None))
        began = time.perf_counter()
        report = check(path, on=date(2026, 11, 23), sink=writer.add)
        writer.flush()
        found = [json.loads(line) for line in out.getvalue().splitlines()]
        answer = {
            "name": name,
            "wanted": wanted,
            "found": [(one["code"], one["row"]) for one in found],
            "rows": report.rows,
            "accepted": report.accepted,
            "rejected": report.rejected,
            "seconds": round(time.perf_counter() - began, 2),
            "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10,
            "leaked": secret in out.getvalue().decode(),
        }
        print(json.dumps(answer), flush=True)  # noqa: T201  the answer goes to the test


if __name__ == "__main__":
    main()
