"""Into which sections does an archive sort the records, and in which order does it show them?

Clause  S34, S3.
Data    rulebook/archive/sections.toml; a record standard names its section.

>>> [each.label.zh for each in archive_sections()[:2]]
['登记信息', '行政管理']
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.roles import Section
from creditdelta.rulebook.strict import load, read


@dataclass(frozen=True, slots=True)
class ArchiveSection:
    """One section of an archive."""

    id: Section
    label: Words
    basis: Basis


@dataclass(frozen=True, slots=True)
class _File:
    sections: tuple[ArchiveSection, ...]


def archive_sections(root: Path | None = None) -> tuple[ArchiveSection, ...]:
    """Every section in the order of the archive; `RulebookError` where the file is wrong."""
    return _sections(root or folder())


@cache
def _sections(root: Path) -> tuple[ArchiveSection, ...]:
    table, place = load(root / "archive" / "sections.toml")
    found = read(_File, table, place).sections
    ids = [each.id for each in found]
    for each in get_args(Section):
        if ids.count(each) != 1:
            problem = f"section {each!r} stands {ids.count(each)} times"
            raise place.inside("sections").error(problem, "give every section once")
    return found
