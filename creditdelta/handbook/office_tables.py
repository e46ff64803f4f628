"""Offices as tables: the kinds there are, the four provinces, the offices of one place.

Clause  S6, S75. Each is shown on a page and handed out as a file.
"""

from collections.abc import Iterable

from creditdelta.kernel.errors import Words
from creditdelta.pages.environment import url
from creditdelta.pages.grounds import in_one
from creditdelta.pages.language import lang, say, t
from creditdelta.pages.tables import Column, Link, Table
from creditdelta.rulebook.cities import cities
from creditdelta.rulebook.column_words import KINDS
from creditdelta.rulebook.office_kinds import LEVELS, OfficeKind, office_kinds
from creditdelta.rulebook.offices import Office
from creditdelta.rulebook.places import place_name
from creditdelta.rulebook.policy import policy
from creditdelta.rulebook.records import standard

_KINDS = (
    Column("label", Words("种类", "kind")),
    Column("levels", Words("设在哪一级", "at which levels")),
    Column("role", Words("人员的角色", "role of its people")),
    Column("count", Words("单位数", "offices"), "count"),
    Column("id", Words("代码", "code")),
    Column("basis", Words("依据", "ground")),
)
_PLACES = (
    Column("place", Words("地方", "place")),
    Column("level", Words("级别", "level")),
    Column("count", Words("单位数", "offices"), "count"),
    Column("division", Words("区划代码", "division code")),
)
_OFFICES = (
    Column("label", Words("单位", "office")),
    Column("kind", Words("种类", "kind")),
    Column("reports", Words("代表全省市报送", "reports for the whole province")),
    Column("since", Words("启用", "since"), "day"),
    Column("id", Words("单位号", "id")),
    Column("ground", Words("依据种类", "kind of ground")),
    Column("basis", Words("依据", "ground")),
)


def kinds(offices: Iterable[Office]) -> Table:
    """One row a kind of office."""
    found = list(offices)
    roles = policy().roles
    rows = [
        (
            kind.label,
            _levels(kind),
            roles[kind.role].label,
            sum(one.kind == kind.id for one in found),
            kind.id,
            in_one(kind.basis.title, lang()),
        )
        for kind in office_kinds()
    ]
    return Table("kinds", Words("单位种类", "Kinds of office"), _KINDS, rows)


def _levels(kind: OfficeKind) -> str:
    """Where the rule sets up a kind; one that no rule makes is admitted one by one."""
    levels = dict.fromkeys(at.level for at in kind.at)
    if not levels:
        return t("逐家接入", "admitted one by one")
    return t("、", ", ").join(say(LEVELS[level]) for level in levels)


def places(offices: Iterable[Office]) -> Table:
    """One row a province or city, each leading to its offices."""
    found = list(offices)
    rows = []
    for division in dict.fromkeys(one.division for one in found):
        here = [one for one in found if one.division == division]
        link = Link(say(place(division)), url("office_place", division))
        rows.append((link, LEVELS[here[0].level], len(here), division))
    return Table("places", Words("省市和城市", "Provinces and cities"), _PLACES, rows)


def listed(offices: Iterable[Office]) -> Table:
    """One row an office."""
    names = {kind.id: kind.label for kind in office_kinds()}
    rows = [
        (
            one.label,
            names[one.kind],
            t("、", ", ").join(say(standard(source).label) for source in one.sources) or None,
            one.since,
            one.id,
            KINDS[one.basis.kind],
            in_one(one.basis.title, lang()),
        )
        for one in offices
    ]
    return Table("offices", Words("单位", "Offices"), _OFFICES, rows)


def place(division: str) -> Words:
    """A province, city or county by its division code, as it is officially called."""
    city = cities().get(division)
    return Words(city.name, city.en) if city else place_name(division)
