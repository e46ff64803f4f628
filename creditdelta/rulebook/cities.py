"""Which provinces and cities is the region made of, and since when is each city a member?

Clause  S27, S29: four provinces, 41 cities.
Data    rulebook/codes/cities.csv; rulebook/codes/README.md. Names of divisions: divisions.csv.

>>> len(cities()), sorted({city.province for city in cities().values()})
(41, ['310000', '320000', '330000', '340000'])
>>> city_of("340203", date(2018, 1, 1)).name
'芜湖市'
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.codes import divisions
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.quoted_rows import day_in, quoted_rows
from creditdelta.rulebook.strict import Place, read

FILE = "cities.csv"
COLUMNS = (
    "code", "name", "en", "province", "member_from", "basis", "title", "reason", "confidence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class City:
    """A member city; `province` is the division code of its province."""

    code: str
    name: str
    en: str
    province: str
    member_from: date
    basis: Basis

    @property
    def label(self) -> Words:
        """Its name as it is said: without the word for city."""
        return Words(self.name.removesuffix("市"), self.en)


PROVINCES = {
    "310000": Words("上海市", "Shanghai"),
    "320000": Words("江苏省", "Jiangsu"),
    "330000": Words("浙江省", "Zhejiang"),
    "340000": Words("安徽省", "Anhui"),
}


def cities(root: Path | None = None) -> dict[str, City]:
    """Every member city by its division code; `RulebookError` where a row is wrong."""
    return _cities(root or folder())


def city_of(division: str, day: date, root: Path | None = None) -> City | None:
    """The member city a division lay in on a day; None elsewhere or before the city joined."""
    found = cities(root)
    city = found.get(division[:4] + "00") or found.get(division[:2] + "0000")
    return city if city is not None and city.member_from <= day else None


def city_code(division: str, day: date) -> str:
    """The code of the member city a division lay in on a day, "" for none."""
    city = city_of(division, day)
    return city.code if city else ""


@cache
def _cities(root: Path) -> dict[str, City]:
    rows = [_row(here, cells) for cells, here in quoted_rows(root / "codes" / FILE, COLUMNS)]
    found = {row.code: row for row in rows}
    if len(found) != len(rows):
        raise Place(FILE, "rows").error("a city stands twice", "keep one row")
    return found


def _row(here: Place, cells: dict[str, str]) -> City:
    code, province = cells["code"], cells["province"]
    if code not in divisions() or divisions()[code].name != cells["name"]:
        raise here.error(f"{code} is not {cells['name']}", "see divisions.csv")
    if province != code[:2] + "0000":
        raise here.error(f"{code} does not lie in {province}", "correct the province")
    ground = {
        "kind": cells["basis"],
        **{name: cells[name] for name in ("title", "reason", "confidence")},
    }
    return City(
        code,
        cells["name"],
        cells["en"],
        province,
        day_in(cells["member_from"], here),
        read(Basis, ground, here),
    )
