"""What does a cell's style make of its number: a number, a day, or something to be asked about?

Clause  S31. Only formats that can be nothing else are named; the rest is left to the library.
Pure    one small file of the scan's folder.
"""

import re
from pathlib import Path
from xml.etree import ElementTree

UNKNOWN, NUMBER, DAY = "0", "1", "3"

_MOST_BYTES = 4 << 20
_NUMBER_IDS = frozenset((0, 1, 2, 3, 4, 9, 10, 11, 49))
_DAY_ID = 14
_NUMBER_FORM = re.compile(r"[0#.,]*[0#][0#.,]*%?|General|@")
_DAY_FORM = re.compile(
    r"(?:\[\$-[0-9A-Fa-f]+\])?yyyy(?:\\?[-/.]|\"年\")mm?(?:\\?[-/.]|\"月\")dd?(?:\"日\")?(?:;@)?",
    re.IGNORECASE,
)


def style_kinds(path: Path, *, since_1904: bool) -> str | None:
    """One character a style, in order; None where the styles cannot be read."""
    if not path.exists():
        return ""
    if path.stat().st_size > _MOST_BYTES:
        return None
    try:
        root = ElementTree.fromstring(path.read_bytes())  # noqa: S314  # nosec B314 # no DOCTYPE: no entity expands
    except (ElementTree.ParseError, ValueError):
        return None
    own: dict[str, str] = {}
    kinds: list[str] = []
    for item in root:
        name = item.tag.rsplit("}", 1)[-1]
        if name == "numFmts":
            own |= {form.get("numFmtId", ""): form.get("formatCode", "") for form in item}
        elif name == "cellXfs":
            kinds += [_kind(form.get("numFmtId", ""), own) for form in item]
    return "".join(kinds).replace(DAY, UNKNOWN) if since_1904 else "".join(kinds)


def _kind(number: str, own: dict[str, str]) -> str:
    if number in own:
        if _DAY_FORM.fullmatch(own[number]):
            return DAY
        return NUMBER if _NUMBER_FORM.fullmatch(own[number]) else UNKNOWN
    if not number.isdecimal():
        return UNKNOWN
    if int(number) == _DAY_ID:
        return DAY
    return NUMBER if int(number) in _NUMBER_IDS else UNKNOWN
