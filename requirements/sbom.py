"""The bill of materials, CycloneDX: `python requirements/sbom.py FILE`; what `make sbom` runs.

Made of the pinned requirements alone, without a network. Where a package was fetched from is nobody's
business but the operator's: a package is named by its purl and digests, never by a registry's address.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TOOL = [sys.executable, "-W", "ignore", "-m", "cyclonedx_py", "requirements"]
OPTIONS = ["--pyproject", str(HERE.parent / "pyproject.toml"), "--short-PURLs", "--of", "JSON"]


def bill(requirements: Path) -> dict[str, Any]:
    """The bill of a requirements file, the same for the same file."""
    command = [*TOOL, *OPTIONS, "--output-reproducible", "--", str(requirements)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    told: dict[str, Any] = json.loads(done.stdout)
    told["metadata"].pop("tools", None)
    for part in told["components"]:
        part.pop("description", None)  # the line of the file once more
        for reference in part.get("externalReferences", []):
            reference["url"] = part["purl"]
            reference.pop("comment", None)
    return told


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    written = bill(HERE / "base.txt")
    target.write_text(json.dumps(written, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    sys.stderr.write(f"{target}: {len(written['components'])} packages\n")
