"""Every bench in turn, then one table: figure, target, reached or not.

    python -m benchmarks.run [--quick] [bench_uscc ...]

Exit code 1 when a figure measured at its full size is missed. Everything printed by the benches is
kept in benchmarks/results/.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of figures.toml: what a named line must reach at which size (0: the largest)."""

    name: str
    text: str
    size: int
    key: str
    at_most: float = float("inf")
    at_least: float = float("-inf")

    @property
    def target(self) -> str:
        """The limit as it is printed."""
        return f">= {self.at_least:g}" if self.at_least > 0 else f"<= {self.at_most:g}"

    def line(self, lines: list[Line]) -> Line | None:
        """The line that counts: of the right size, else of the largest size measured."""
        named = [line for line in lines if line.get("name") == self.name and self.key in line]
        exact = [line for line in named if line["size"] == self.size]
        return max(exact or named, key=lambda line: line["size"], default=None)

    def verdict(self, line: Line) -> str:
        """yes, NO, or (small) where the size is not the one that counts."""
        if self.size and line["size"] != self.size:
            return "(small)"
        return "yes" if self.at_least <= line[self.key] <= self.at_most else "NO"


def main() -> int:
    """Run the wanted benches (all by default) and judge their figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes; most are not judged")
    parser.add_argument("benches", nargs="*", help="names such as bench_uscc")
    wanted = parser.parse_args()
    names = wanted.benches or sorted(path.stem for path in FOLDER.glob("bench_*.py"))
    lines = [line for name in names for line in measured(name, quick=wanted.quick)]
    print(f"written: {keep(lines)}\n")
    found = [(figure, figure.line(lines)) for figure in figures()]
    judged = [(figure, line) for figure, line in found if line is not None]
    for figure, line in judged:
        value = f"{line[figure.key]:.2f}"
        verdict = figure.verdict(line)
        print(f"{verdict:8}{value:>10}  {figure.target:9} at {line['size']:>9,}  {figure.text}")
    return int(any(figure.verdict(line) == "NO" for figure, line in judged))


def figures() -> list[Figure]:
    """The targets, in the order of the table."""
    rows = tomllib.loads((FOLDER / "figures.toml").read_text(encoding="utf-8"))["figure"]
    return [Figure(**row) for row in rows]


def measured(bench: str, *, quick: bool) -> list[Line]:
    """The JSON lines one bench prints; its progress goes to the terminal."""
    print(f"== {bench}", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", f"benchmarks.{bench}", *(["--quick"] if quick else [])]
    done = subprocess.run(
        command, cwd=FOLDER.parent, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{bench} ended with {done.returncode}")
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def keep(lines: list[Line]) -> Path:
    """Write the lines with the machine they were measured on."""
    folder = FOLDER / "results"
    folder.mkdir(exist_ok=True)
    now = datetime.now(UTC)
    path = folder / f"{now:%Y%m%dT%H%M%SZ}.json"
    machine = {"python": platform.python_version(), "processor": platform.machine()}
    result = {"at": now.isoformat(), **machine, "cpus": os.cpu_count(), "lines": lines}
    path.write_text(json.dumps(result, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


if __name__ == "__main__":
    sys.exit(main())
