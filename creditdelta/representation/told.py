"""What an organisation was told, and who looked at it, as tables.

Clause  S9, S71. Office, purpose and moment of a look: never the officer.
"""

from collections.abc import Iterable

from creditdelta.kernel.errors import Words
from creditdelta.lookups.queries import Seen
from creditdelta.lookups.words import office_words, purpose_words
from creditdelta.notices.queries import Told
from creditdelta.pages.tables import Column, Table

_NOTICES = (
    Column("title", Words("文书", "notice")),
    Column("number", Words("文号", "number")),
    Column("office", Words("谁发的", "from")),
    Column("issued_on", Words("日期", "date"), "day"),
    Column("served_on", Words("送达", "served"), "day"),
)
_LOOKS = (
    Column("office", Words("哪个单位", "office")),
    Column("purpose", Words("为什么", "purpose")),
    Column("looked_at", Words("什么时候", "when"), "moment"),
)


def notices(found: Iterable[Told]) -> Table:
    """One row a notice, the latest first."""
    rows = [
        (one.title, one.number, office_words(one.office), one.issued_on, one.served_on)
        for one in found
    ]
    empty = Words("还没有文书。", "There is no notice.")
    return Table("notices", Words("收到的文书", "What it was told"), _NOTICES, rows, empty=empty)


def looks(found: Iterable[Seen]) -> Table:
    """One row a look at what is not public, the latest first."""
    rows = [(office_words(one.office), purpose_words(one.purpose), one.looked_at) for one in found]
    note = Words(
        "公开的内容人人可看，不在此列；依法保密的查看，结案后列出。",
        "What is public may be seen by everybody and is not listed; a look that a law keeps secret is "
        "listed once the case is closed.",
    )
    empty = Words("没有单位查看过不公开的内容。", "No office looked at what is not public.")
    return Table("looks", Words("谁查看过", "Who looked"), _LOOKS, rows, note, empty)
