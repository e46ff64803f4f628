"""What is kept of a city, as tables: kinds, industries, records, former codes, sources of its province.

Clause  S29. Data: rulebook/codes; counts by the boards.
"""

from collections.abc import Mapping
from datetime import date

from creditdelta.archive.indicator_words import department
from creditdelta.kernel.errors import Words
from creditdelta.pages.environment import url
from creditdelta.pages.language import say
from creditdelta.pages.tables import Column, Link, Table
from creditdelta.rulebook.archive_sections import archive_sections
from creditdelta.rulebook.cities import PROVINCES, City, cities
from creditdelta.rulebook.codes import classes, divisions
from creditdelta.rulebook.industries import industries as classification
from creditdelta.rulebook.records import standard

Counted = Mapping[str, int]
_COUNT = Column("organisations", Words("存续组织", "organisations alive"), "count")
_LISTED = (
    Column("city", Words("城市", "city")),
    Column("province", Words("省市", "province")),
    _COUNT,
    Column("revoked", Words("吊销", "revoked"), "count"),
    Column("gone", Words("注销", "dissolved"), "count"),
    Column("records", Words("今天公开的记录", "records public today"), "count"),
    Column("member_from", Words("加入", "member since"), "day"),
    Column("division", Words("区划代码", "division code")),
)
_KINDS = (
    Column("kind", Words("机构类别", "kind of organisation")),
    Column("department", Words("登记管理部门", "registered by")),
    _COUNT,
)
_INDUSTRIES = (
    Column("industry", Words("行业门类", "industry section")),
    Column("section", Words("门类代码", "section")),
    _COUNT,
)
_RECORDS = (
    Column("kind", Words("记录种类", "kind of record")),
    Column("section", Words("档案部分", "section of the archive")),
    Column("records", Words("今天公开的记录", "records public today"), "count"),
)
_CODES = (
    Column("code", Words("旧区划代码", "former division code")),
    Column("name", Words("名称", "name")),
    Column("since", Words("列入", "listed from")),
    Column("until", Words("停用", "until")),
    Column("successors", Words("今天的代码", "code of today")),
)
_SOURCES = (
    Column("source", Words("来源", "source")),
    Column("files", Words("批次", "submissions"), "count"),
    Column("rows", Words("行数", "rows"), "count"),
    Column("latest", Words("最近签发", "latest issue"), "day"),
)
SUMMARY = "urban"  # codes of all urban districts together: no place
_UNKNOWN = Words("未说明", "not stated")
_NOTHING = Words("还没有。", "None yet.")


def listed(counted: Mapping[str, Mapping[str, Counted]]) -> Table:
    """Every member city with its counts, in the order of division codes: no ranking."""
    rows = []
    for code, city in cities().items():
        found = counted.get(code, {})
        lives = found.get("lives", {})
        rows.append(
            (
                Link(say(city.label), url("city", code)),
                PROVINCES[city.province],
                lives.get("alive", 0),
                lives.get("revoked", 0),
                lives.get("gone", 0),
                sum(found.get("records", {}).values()),
                city.member_from,
                code,
            )
        )
    note = Words(
        "按区划代码排列。数字取决于报送多少，不是排名。",
        "In the order of division codes. The figures depend on what was sent; they are no ranking.",
    )
    return Table("cities", Words("各城市", "The cities"), _LISTED, rows, note=note)


def kinds(counted: Counted) -> Table:
    """Organisations alive by the class their code names."""
    rows = []
    for pair, found in classes().items():
        if count := counted.get(pair, 0):
            rows.append((found.kind, found.department, count))
    note = Words("个体工商户只计总数。", "Of sole traders only the number is given.")
    title = Words("按机构类别", "By kind of organisation")
    return Table("kinds", title, _KINDS, rows, note=note, empty=_NOTHING)


def industries(counted: Counted) -> Table:
    """Organisations alive by section of their industry; each section once, in order."""
    sections = {row.code: row.label for row in classification() if row.code == row.section}
    rows = [(label, code, counted[code]) for code, label in sections.items() if counted.get(code)]
    unknown = [(_UNKNOWN, "", counted[""])] if counted.get("") else []
    note = Words("不含个体工商户。", "Without sole traders.")
    title = Words("按行业门类", "By industry section")
    return Table("industries", title, _INDUSTRIES, [*rows, *unknown], note=note, empty=_NOTHING)


def records(counted: Counted) -> Table:
    """Records that everybody may see today, by section and kind."""
    order = [one.id for one in archive_sections()]
    labels = {one.id: one.label for one in archive_sections()}
    items = sorted(
        (standard(kind) for kind in counted), key=lambda one: (order.index(one.section), one.id)
    )
    rows = [
        (Link(say(one.label), url("standard", one.id)), labels[one.section], counted[one.kind])
        for one in items
    ]
    note = Words(
        "只计今天向公众公示的记录；公示期已过、待核、已撤销或修复的，以及个体工商户的，不计。",
        "Only what is shown to everybody today: nothing that ended, waits, was withdrawn or repaired, "
        "and nothing of sole traders.",
    )
    title = Words("按档案部分和记录种类", "By section and kind of record")
    return Table("records", title, _RECORDS, rows, note=note, empty=_NOTHING)


def former_codes(city: City) -> Table:
    """Division codes no longer listed that lay in the city, or that its places follow."""
    prefix = city.code[:2] if city.code == city.province else city.code[:4]
    found = [
        one
        for one in map(divisions().__getitem__, divisions())
        if one.until
        and one.level != SUMMARY
        and (one.code.startswith(prefix) or _follows(one.successors, prefix))
    ]
    rows = [
        (one.code, one.name, one.since, one.until, "、".join(map(_named, one.successors)) or None)
        for one in sorted(found, key=lambda one: one.code)
    ]
    title = Words("用过的区划代码", "Division codes of former times")
    note = Words(
        "旧代码仍会出现在早年登记的统一社会信用代码里，不是错误。今天的代码多按名称和年份推得，未见变更文件。",
        "A former code still stands in credit codes given in those years; that is no error. The codes of "
        "today are mostly inferred from names and years.",
    )
    return Table("former_codes", title, _CODES, rows, note=note, empty=_NOTHING)


def _follows(successors: tuple[str, ...], prefix: str) -> bool:
    return any(code.startswith(prefix) for code in successors)


def _named(code: str) -> str:
    return f"{code} {divisions()[code].name}" if code in divisions() else code


def sources(told: list[tuple[str, int, int, str]]) -> Table:
    """What was received from the city's province, source by source."""
    rows = [
        (department(source), files, count, date.fromisoformat(latest))
        for source, files, count, latest in told
    ]
    title = Words("所在省市报送的来源", "Sources of its province")
    return Table("sources", title, _SOURCES, rows, empty=_NOTHING)
