"""What the platform is made of is listed, with digests, without a registry; terms for updates are written."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.gates.test_docs import ADDRESS

ROOT = Path(__file__).parents[2]
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)", re.MULTILINE)
SEVERITIES = ("critical", "high", "medium", "low")


def make(target: Path) -> str:
    command = [sys.executable, "requirements/sbom.py", str(target)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return target.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def bill(tmp_path_factory: pytest.TempPathFactory) -> str:
    return make(tmp_path_factory.mktemp("sbom") / "sbom.cdx.json")


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_it_lists_every_pinned_package_with_its_digests(bill: str) -> None:
    text = (ROOT / "requirements" / "base.txt").read_text(encoding="utf-8")
    told: dict[str, Any] = json.loads(bill)
    assert told["bomFormat"] == "CycloneDX"
    parts = told["components"]
    pinned = {(normal(name), version) for name, version in PIN.findall(text)}
    assert {(normal(part["name"]), part["version"]) for part in parts} == pinned
    digests = [
        digest["content"]
        for part in parts
        for reference in part["externalReferences"]
        for digest in reference["hashes"]
    ]
    assert sorted(set(digests)) == sorted(set(re.findall(r"sha256:([0-9a-f]{64})", text)))


def test_it_names_no_registry(bill: str) -> None:
    assert not ADDRESS.search(bill)
    assert "file:" not in bill


def test_equal_requirements_give_an_equal_bill(bill: str, tmp_path: Path) -> None:
    assert make(tmp_path / "again.json") == bill


def test_the_page_names_a_term_for_each_severity() -> None:
    page = (ROOT / "docs" / "security" / "updates.md").read_text(encoding="utf-8")
    terms = dict(re.findall(r"^\| (\w+) \([^|]+\| (\d+) days \|", page, re.MULTILINE))
    assert tuple(terms) == SEVERITIES
    days = [int(terms[severity]) for severity in SEVERITIES]
    assert days == sorted(days)
    assert days[0] <= 7
