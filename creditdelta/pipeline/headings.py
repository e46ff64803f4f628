"""When are two column headings the same? Width, blanks, stars and brackets do not count; units do."""

import re
import unicodedata
from functools import lru_cache

ROW_NUMBER_HEADINGS = ("原行号", "序号", "问题与建议", "problems and advice")
MARK_HEADING = "上传编号"  # of a fix-it workbook: which upload its rows belong to
_BRACKETED = re.compile(r"\(([^()]*)\)")
_NOISE = re.compile(r"[\s*_\-:：、,，。.\u200b-\u200f\ufeff]+")
_UNIT_WORDS = re.compile("^(?:单位|人民币)+")
_UNITS = ("万元", "元", "万美元", "%")


@lru_cache(maxsize=4096)
def normal(heading: str) -> str:
    """The heading folded for comparison, bracketed parts kept: "*罚款金额（万元）" -> "罚款金额(万元)"."""
    folded = unicodedata.normalize("NFKC", heading).replace("【", "(").replace("】", ")")
    folded = folded.replace("〔", "(").replace("〕", ")").replace("[", "(").replace("]", ")")
    return _NOISE.sub("", folded).upper()


def unit(heading: str) -> str:
    """The unit a heading names in brackets, or "": "罚款（单位：元）" -> "元"."""
    for part in _BRACKETED.findall(normal(heading)):
        if _is_unit(part):
            return _UNIT_WORDS.sub("", part)
    return ""


def _is_unit(part: str) -> bool:
    return _UNIT_WORDS.sub("", part) in _UNITS


@lru_cache(maxsize=4096)
def keys(heading: str) -> tuple[str, ...]:
    """The forms a heading is known by, best first: whole, without brackets, the bracket's own words."""
    whole = normal(heading)
    bare = _BRACKETED.sub("", whole)
    inner = [part for part in _BRACKETED.findall(whole) if len(part) > 1 and not _is_unit(part)]
    return tuple(dict.fromkeys(key for key in (whole, bare, *inner) if key))
