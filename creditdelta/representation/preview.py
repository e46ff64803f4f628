"""What exactly would a recipient see? Records of the parts consented to, with the columns named, no other.

Clause  S71. The same for the preview before a consent and for what is shown by one.
Data    rulebook/consent/parts.toml
"""

from collections.abc import Iterable

from creditdelta.archive.entries import Entry
from creditdelta.archive.queries import Archive
from creditdelta.kernel.errors import Words
from creditdelta.pages.tables import Column, Table
from creditdelta.rulebook.consents import columns_of
from creditdelta.rulebook.records import standard
from creditdelta.rulebook.standards import Standard

STANDING = "standing"  # what waits, ended or was closed is shown to nobody by a consent
_NOTHING = Words("这个部分现在没有记录。", "There is no record of this part now.")


def previews(found: Archive, parts: Iterable[str]) -> list[Table]:
    """One table a kind of record of the parts: a row a record that stands, the latest first."""
    entries = [
        one
        for section in found.sections
        for one in (*section.public, *section.market)
        if one.standing == STANDING
    ]
    return [
        _table(standard(kind), columns, [one for one in entries if one.kind == kind])
        for kind, columns in columns_of(parts).items()
    ]


def _table(item: Standard, columns: tuple[str, ...], entries: list[Entry]) -> Table:
    shown = tuple(Column(code, item.column(code).label) for code in columns)
    rows = [[one.cells.get(code) for code in columns] for one in entries]
    return Table(item.kind, item.label, shown, rows, empty=_NOTHING)
