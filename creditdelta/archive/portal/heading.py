"""What stands above every page of an archive: who it is, and the tabs."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from creditdelta.archive.queries import Archive
from creditdelta.facade.uscc import check
from creditdelta.kernel.errors import Words
from creditdelta.pages.language import t
from creditdelta.records.publishing import about, masked
from creditdelta.rulebook.codes import divisions
from creditdelta.rulebook.life import LABELS

_PROVINCE, _CITY, _COUNTY = 2, 4, 6
_NO_NAMES = ("市辖区", "县")  # lines of the table that are no place


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: where it leads, how many it holds (None: not counted), whether it is open."""

    label: Words
    address: str
    count: int | None
    current: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """Who it is. `scheme`: of the code; `checked`: whether the code passes its own check."""

    code: str
    scheme: str
    checked: bool
    name: str
    region: str
    established_on: date | None
    life: str
    status: str
    state: Words
    sole_trader: bool
    address: str
    tabs: tuple[Tab, ...]


OVERVIEW = Words("总览", "Overview")
CHANGES = Words("数据来源与变更", "Sources and changes")


def heading(found: Archive, current: str) -> Heading:
    """The heading of an archive; `current`: "", a section's id or "changes"."""
    who, portrait = found.identity, found.portrait
    address = reverse("subject", args=[who.code])
    name = masked([portrait.name])[0] if portrait else ""
    return Heading(
        code=who.code,
        scheme=who.scheme,
        checked=who.scheme == "uscc" and check(who.code).valid,
        name=name or t("（未确认的代码）", "(unconfirmed code)"),
        region=region(portrait.division if portrait else "", who.code),
        established_on=portrait.established_on if portrait else None,
        life=found.life,
        status=portrait.status if portrait else "",
        state=LABELS[found.life],
        sole_trader=about(who.code) == "sole_trader",
        address=address,
        tabs=_tabs(found, current, address),
    )


def _tabs(found: Archive, current: str, address: str) -> tuple[Tab, ...]:
    if found.portrait is None:
        return ()
    sections = [
        Tab(one.label, f"{address}section/{one.id}/", one.count, one.id == current)
        for one in found.sections
        if one.count or one.id == current
    ]
    return (
        Tab(OVERVIEW, address, None, not current),
        *sections,
        Tab(CHANGES, f"{address}changes/", None, current == "changes"),
    )


def region(division: str, code: str) -> str:
    """Province, city and county of a division code, else of the code's own: 上海市 浦东新区."""
    place = division[:_COUNTY] or code[2:8]
    listed = divisions()
    names: list[str] = []
    for size in (_PROVINCE, _CITY, _COUNTY):
        part = place[:size].ljust(_COUNTY, "0")
        if part in listed and listed[part].name not in (*names, *_NO_NAMES):
            names.append(listed[part].name)
    return " ".join(names)
