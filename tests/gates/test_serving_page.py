"""docs/serving.md names whom the platform talks to, what it logs, and what costs much: all of it."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from creditdelta.cli.main import COMMANDS
from creditdelta.pipeline.readers import byte_stream, json_lines, workbook_limits
from creditdelta.pipeline.readers.csv_kernel import RECORD_LIMIT
from creditdelta.pipeline.readers.parquet_limits import AT_ONCE
from creditdelta.pipeline.readers.source import FIELD_LIMIT
from tests.gates.test_dangers import CONNECTS


@pytest.fixture(scope="module")
def sections(root: Path) -> dict[str, str]:
    page = (root / "docs" / "serving.md").read_text(encoding="utf-8")
    parts = re.split(r"^## (.+)$", page, flags=re.MULTILINE)[1:]
    return {
        heading.split(" · ")[-1]: text for heading, text in zip(*[iter(parts)] * 2, strict=True)
    }


def rows(section: str) -> list[list[str]]:
    """The cells of a section's table, without its head."""
    lines = [line for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def test_whom_the_platform_talks_to_is_written(sections: dict[str, str]) -> None:
    section = sections["Whom the platform talks to"]
    assert [path for path in CONNECTS if path not in section] == []
    assert [name for name in ("DATABASE_URL", "CREDITDELTA_WITNESS") if name not in section] == []
    assert all(cell for row in rows(section) for cell in row)


def test_what_is_logged_is_written(sections: dict[str, str]) -> None:
    table = rows(sections["What is logged"])
    assert {f"`{name}`" for name in settings.LOGGING["loggers"]} <= {row[0] for row in table}
    assert all(len(row) == 5 and all(row) for row in table)


def test_what_costs_much_is_written_with_its_bound(sections: dict[str, str]) -> None:
    table = rows(sections["What costs much, and what bounds it"])
    assert all(what and bound for what, bound in table)
    named = {noun for what, _ in table for noun in re.findall(r"cdelta (\w+)", what)}
    assert named <= set(COMMANDS)
    assert named >= {"check", "ingest", "sql"}


def test_the_limits_of_files_are_those_of_the_readers(sections: dict[str, str]) -> None:
    told = {
        row[0].split(",")[0].split(" ")[0].strip("`"): row[1:]
        for row in rows(sections["Which files are taken"])
    }
    inflated = f"{byte_stream.INFLATED_LIMIT >> 30} GiB"
    assert told[".csv"][1:] == [inflated, f"{RECORD_LIMIT >> 20} MiB"]
    assert told[".jsonl"][1:] == [inflated, f"{json_lines.LINE_LIMIT >> 20} MiB"]
    cell = f"{FIELD_LIMIT >> 10} KiB a cell"
    assert told[".parquet"][1:] == [f"text in pieces of {AT_ONCE >> 20} MiB", cell]
    size = f"{workbook_limits.FILE_BYTES >> 20} MiB"
    entries = f"{size}, {workbook_limits.ARCHIVE_ENTRIES:,} entries"
    packed = f"{workbook_limits.INFLATED_BYTES >> 20} MiB"
    assert told[".xlsx"] == [entries, packed, f"{workbook_limits.ROW_BYTES >> 20} MiB"]
    assert told[".xls"] == [size, f"{workbook_limits.OLD_FORMAT_CELLS:,} cells", cell]
