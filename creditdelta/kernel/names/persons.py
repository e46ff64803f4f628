"""Is this the name of a natural person, and therefore nothing this platform compares?

Clause  S27. Natural persons are never compared, listed or inferred about; when in doubt, refuse.
Data    rulebook/codes/names/surnames.csv, person-marks.csv; a sole trader with a shop's name
        (王小明餐馆) is an organisation, 王小明（个体） is a person.
Pure    answers yes or no and keeps nothing.
"""

import re
import unicodedata
from functools import cache

from creditdelta.kernel.identifiers.citizen_number import is_citizen_number
from creditdelta.kernel.names.endings import cut_ending, every_form
from creditdelta.kernel.names.normal_form import fold
from creditdelta.kernel.names.words import NameWords

_NUMBERS = re.compile(r"[0-9]{14,19}[0-9X]")
_PIECES = re.compile(r"[^\u3400-\u9fff〇]+")
_HANZI = re.compile(r"[\u3400-\u9fff]")
_TRANSLITERATED = re.compile(r"[\u3400-\u9fff]+(?:·(?:[\u3400-\u9fff]+|[A-Z]\.?))+")
_LATIN = re.compile(r"[A-Za-z]+(?:[ ,.'’-]+[A-Za-z]+){1,3}\.?")
_AND_OTHERS = re.compile("等[0-9一二三四五六七八九十两几多数]*[人名户位]?$")
_LONGEST, _ALONE = 4, 3  # characters of a personal name; up to 3 an industry word does not count
_ROOM = 12  # more hanzi than this beside a personal name are a text, not a person's name


def looks_like_person(name: str, words: NameWords) -> bool:
    """Whether a text is, or may well be, a natural person's name or holds a person's number."""
    text = fold(name, words)
    if any(is_citizen_number(number) for number in _NUMBERS.findall(text)):
        return True
    if text.isascii():
        return _latin_person(unicodedata.normalize("NFKC", name).strip(), words)
    if len(cut_ending(text, every_form(words))[1]) > 1:  # most names end here: …有限公司
        return False
    marks = _long_marks(words)
    marked = marks.search(text) is not None
    text = _unmasked(marks.sub(" ", text), words)
    if len(_HANZI.findall(text)) > _ROOM or _organisation_word(text, words):
        return False
    if _TRANSLITERATED.fullmatch(text):
        return True
    pieces = (piece for piece in _PIECES.split(text) if piece and piece not in words.person_marks)
    first = _AND_OTHERS.sub("", next(pieces, ""))
    return _personal(first, words) if first else marked


def _organisation_word(text: str, words: NameWords) -> bool:
    pattern = _organisation_words(words)
    if len(_HANZI.findall(text)) > _ALONE and pattern.search(text):
        return True
    return any(_ends_as_organisation(piece, words) for piece in _PIECES.split(text))


def _ends_as_organisation(piece: str, words: NameWords) -> bool:
    if piece in words.places and piece[-1] in "省市区县旗州盟":
        return True
    _, ending = cut_ending(piece, every_form(words))
    return bool(ending) and ending not in words.given_name_endings


def _personal(piece: str, words: NameWords) -> bool:
    if not 2 <= len(piece) <= _LONGEST or piece in words.placeholders:  # noqa: PLR2004  王某
        return False
    if piece[:2] in words.surnames:
        return len(piece) > 2  # noqa: PLR2004  a double surname and at least one character
    if len(piece) == _LONGEST and piece[:2] in words.places:  # 安徽海螺
        return False
    known = words.surnames if len(piece) == _ALONE else words.common_surnames
    return piece[0] in known


def _latin_person(name: str, words: NameWords) -> bool:
    parts = [part.upper() for part in re.split(r"[^A-Za-z]+", name) if part]
    if _LATIN.fullmatch(name) is None or any(part in words.legal_forms for part in parts):
        return False
    return parts[0] in words.latin_surnames or parts[-1] in words.latin_surnames


def _unmasked(text: str, words: NameWords) -> str:
    """王*明 and 王XX hide a person as 王某 does."""
    return _masks(words).sub("某", text)


@cache
def _masks(words: NameWords) -> re.Pattern[str]:
    marks = "|".join(re.escape(mark) for mark in words.ruin_marks if len(mark) == 1)
    return re.compile(f"{marks}|(?<=[\u3400-\u9fff])X|(?<=[\u3400-\u9fff]X)X(?![A-Z0-9])")


@cache
def _long_marks(words: NameWords) -> re.Pattern[str]:
    marks = sorted((mark for mark in words.person_marks if len(mark) > 1), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, marks)))


@cache
def _organisation_words(words: NameWords) -> re.Pattern[str]:
    every = (word for word in every_form(words) | words.industries if len(word) > 1)
    return re.compile("|".join(re.escape(word) for word in sorted(every, key=len, reverse=True)))
