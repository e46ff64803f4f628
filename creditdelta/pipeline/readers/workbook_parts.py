"""What an .xlsx archive says about itself: its sheets, their parts, strings and styles.

Clause  S31. Follows the relations of the package instead of guessing names.
Pure
"""

import posixpath
from dataclasses import dataclass
from xml.etree import ElementTree

from creditdelta.pipeline.readers import workbook_limits as limits
from creditdelta.pipeline.readers.sheet_cut import check_encoding, check_text
from creditdelta.pipeline.readers.workbook_archive import Archive
from creditdelta.pipeline.readers.workbook_refusal import Refusal

_OTHER_CONTENTS = (
    ("xl/workbook.bin", ".xlsb"),
    ("content.xml", ".ods"),
    ("word/document.xml", ".docx"),
    ("ppt/presentation.xml", ".pptx"),
    ("Index/Document.iwa", ".numbers"),
)


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One worksheet: the name on its tab, its part in the archive."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Package:
    """What the reader needs of a workbook package; `None` where it has no such part."""

    sheets: tuple[SheetPart, ...]
    strings: str | None
    styles: str | None
    since_1904: bool
    macros: bool
    links: bool


def read_package(archive: Archive) -> Package:
    """Follow the relations from the package to its worksheets; refused when one is missing."""
    _name_other(archive)
    start = _targets(archive, "")
    workbook = next((at for kind, at in start.values() if kind == "officeDocument"), None)
    if workbook is None:
        raise Refusal("CD-XLSX-013", "officeDocument")
    root = _parsed(archive, workbook)
    related = _targets(archive, workbook)
    kinds = dict(related.values())
    sheets = tuple(_sheets(root, related))
    if not sheets:
        raise Refusal("CD-XLSX-013", "worksheet")
    if len(sheets) > limits.SHEETS:
        raise Refusal("CD-XLSX-010", f"{len(sheets)} > {limits.SHEETS}")
    properties = next((item for item in root if _local(item.tag) == "workbookPr"), None)
    since_1904 = properties is not None and properties.get("date1904", "0").lower() in ("1", "true")
    macros = any(name.lower().endswith("vbaproject.bin") for name in archive.entries)
    return Package(
        sheets,
        kinds.get("sharedStrings"),
        kinds.get("styles"),
        since_1904,
        macros,
        any(name.lower().startswith("xl/externallinks/") for name in archive.entries),
    )


def _name_other(archive: Archive) -> None:
    for name, form in _OTHER_CONTENTS:
        if name in archive:
            raise Refusal("CD-XLSX-006", form)
    if "_rels/.rels" not in archive:
        code = "CD-XLSX-013" if "xl/workbook.xml" in archive else "CD-XLSX-001"
        raise Refusal(code, "_rels/.rels")


def _sheets(root: ElementTree.Element, related: dict[str, tuple[str, str]]) -> list[SheetPart]:
    found = []
    for item in root.iter():
        if _local(item.tag) != "sheet":
            continue
        relation = next((value for key, value in item.items() if _local(key) == "id"), "")
        kind, part = related.get(relation, ("", ""))
        if kind in ("worksheet", ""):
            hidden = item.get("state", "visible") != "visible"
            found.append(SheetPart(item.get("name", ""), part, hidden))
    names = [sheet.name for sheet in found]
    if len(set(names)) < len(names):
        raise Refusal("CD-XLSX-012", "sheet names")
    return found


def _targets(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """Relation id -> (kind, part) of everything a part points to inside the package."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", name + ".rels")
    found: dict[str, tuple[str, str]] = {}
    for item in _parsed(archive, relations):
        if item.get("TargetMode") == "External":
            continue
        kind = item.get("Type", "").rsplit("/", 1)[-1]
        target = posixpath.normpath(posixpath.join("/" + folder, item.get("Target", "")))
        found[item.get("Id", "")] = (kind, target.lstrip("/"))
    return found


def _parsed(archive: Archive, part: str) -> ElementTree.Element:
    data = archive.small(part)
    check_encoding(data, part)
    check_text(data, part)
    try:
        return ElementTree.fromstring(data)  # noqa: S314  # nosec B314 # no DOCTYPE, so no entity can expand
    except (ElementTree.ParseError, ValueError) as fault:
        raise Refusal("CD-XLSX-012", part) from fault


def _local(tag: str) -> str:
    return tag.rsplit("}", 1)[-1]
