"""Instruments as tables: all documents, the clauses of one, what became or becomes of what rests on it.

Clause  S8, S11, S14. Each is shown on a page and handed out as a file.
"""

from collections.abc import Iterable
from datetime import date

from creditdelta.handbook.documents import document, weighs
from creditdelta.kernel.errors import Words
from creditdelta.pages.environment import url
from creditdelta.pages.grounds import in_one
from creditdelta.pages.language import lang, say, t
from creditdelta.pages.tables import Column, Link, Table
from creditdelta.rulebook.dated import in_force
from creditdelta.rulebook.instruments import KINDS, MANNERS, Instrument
from creditdelta.rulebook.office_kinds import office_kinds
from creditdelta.rulebook.places import place_name

ALL_OTHERS = Words("其余各项", "everything else")
LAWFUL = Words("可以作为不利处理的依据", "may be a ground of what weighs against somebody")
NOT_LAWFUL = Words(
    "不能单独作为不利处理的依据", "is by itself no ground of what weighs against anybody"
)
NOT_IN_FORCE = Words("现在不施行", "not in force now")
_LISTED = (
    Column("label", Words("文件", "document")),
    Column("number", Words("文号", "number")),
    Column("kind", Words("种类", "kind")),
    Column("where", Words("施行地区", "where")),
    Column("since", Words("自", "from"), "day"),
    Column("until", Words("至", "until"), "day"),
    Column("lawful", Words("效力", "weight")),
    Column("id", Words("编号", "id")),
)
_CLAUSES = (
    Column("id", Words("条", "clause")),
    Column("label", Words("内容（本平台归纳）", "what it says (in our words)")),
    Column("since", Words("自", "from"), "day"),
    Column("until", Words("至", "until"), "day"),
)
_TRANSITIONS = (
    Column("about", Words("对象", "about")),
    Column("manner", Words("怎么办", "what becomes of it")),
    Column("term", Words("期限", "term")),
    Column("basis", Words("依据", "ground")),
)


def called(reference: str) -> str:
    """What a document is called, with the clause of it that is meant; the reference where it is unknown."""
    found, clause = document(reference), reference.partition("#")[2]
    named = t(f" 第{clause}条", f", clause {clause}") if clause else ""
    return (say(found.label) if found else reference) + named


def listed(found: Iterable[Instrument], day: date) -> Table:
    """One row a document, those in force first."""
    placed = sorted(found, key=lambda one: (not in_force(one, day), one.since, one.id))
    rows = [
        (
            Link(say(one.label), url("instrument", one.id)), one.number, KINDS[one.kind], where(one),
            one.since, one.until, weight(one, day), one.id,
        )
        for one in placed
    ]  # fmt: skip
    return Table("instruments", Words("依据文件", "Documents"), _LISTED, rows)


def clauses(one: Instrument) -> Table:
    """The clauses that are referred to."""
    rows = [(row.id, row.label, row.since, row.until) for row in one.clauses]
    empty = Words("没有逐条引用。", "No clause of it is referred to.")
    return Table("clauses", Words("条文", "Clauses"), _CLAUSES, rows, None, empty)


def transitions(one: Instrument) -> Table:
    """What becomes of what rests on it when it ends."""
    rows = [
        (
            ALL_OTHERS if row.about == "*" else row.about, MANNERS[row.manner], row.term,
            in_one(row.basis.title, lang()),
        )
        for row in one.transitions
    ]  # fmt: skip
    return Table("transitions", Words("衔接", "Transition"), _TRANSITIONS, rows)


def where(one: Instrument) -> str:
    """Where it holds."""
    return region_names(one.regions)


def region_names(regions: Iterable[str]) -> str:
    """Divisions, or the whole country, by name; in English apart by semicolons where a name holds a comma."""
    names = [say(place_name(region)) for region in regions]
    apart = "; " if any("," in name for name in names) else ", "
    return t("、", apart).join(names)


def office_names(kinds: Iterable[str]) -> str:
    """Kinds of office by name."""
    labels = {kind.id: kind.label for kind in office_kinds()}
    return t("、", ", ").join(say(labels[id]) for id in kinds)


def weight(one: Instrument, day: date) -> Words:
    """Whether it may weigh against anybody on a day."""
    if not in_force(one, day):
        return NOT_IN_FORCE
    return LAWFUL if weighs(one.id, day) else NOT_LAWFUL
