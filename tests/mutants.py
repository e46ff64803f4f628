"""Do the tests notice when a rule is changed? `make mutants`: small changes, and how many a test fails on.

mutmut makes the changes and runs the tests named in pyproject.toml on each. What they must reach: nine of ten
in every file. Survivors are printed with what was changed.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

LEAST = 0.9
FOLDER = Path("mutants")
HISTORIES = "1200"  # of the long property test, for each change
KILLED, SURVIVED = {1, 3}, {0}  # exit codes of the tests: 1 failed, 3 broke down
MUTMUT = (sys.executable, "-m", "mutmut")


def main() -> None:
    """Run, tell, and fail where a file does not reach what it must."""
    run = (*MUTMUT, "run", "--max-children", "2")
    subprocess.run(run, check=True, env={**os.environ, "CREDITDELTA_HISTORIES": HISTORIES})
    wrong = [file for file in sorted(FOLDER.rglob("*.meta")) if not _told(file)]
    sys.exit(f"not reached: {', '.join(map(str, wrong))}" if wrong else 0)


def _told(file: Path) -> bool:
    """Print how a file did; whether it reached what it must."""
    codes: dict[str, int | None] = json.loads(file.read_text("utf-8"))["exit_code_by_key"]
    if not codes:
        return True
    ends = Counter(_end(code) for code in codes.values())
    share = ends["killed"] / len(codes)
    sys.stdout.write(
        f"{file.with_suffix('')}: {ends['killed']} of {len(codes)} killed ({share:.1%})\n"
    )
    for name in sorted(key for key, code in codes.items() if _end(code) != "killed"):
        subprocess.run((*MUTMUT, "show", name), check=True)
    return share >= LEAST


def _end(code: int | None) -> str:
    return "killed" if code in KILLED else "survived" if code in SURVIVED else "other"


if __name__ == "__main__":
    main()
