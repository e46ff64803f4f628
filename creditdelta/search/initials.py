"""With which letters may a name be typed: the first letter of each character's sound (hyhb)?

Clause  S27, S34.
Data    rulebook/codes/names/readings.csv for characters of several common readings; the dictionary
        of pypinyin for all others.
Pure    a name of many such characters is written out in every way up to `MOST_WAYS`; beyond that, its
        last ones keep their usual reading.

Letters and digits stand for themselves, signs between them for nothing.

>>> initials("杭州银行(A座)")
('hzyxaz', 'hzyhaz')
"""

from functools import cache
from itertools import islice, product

from creditdelta.rulebook.name_readings import readings

MOST_WAYS = 64
SILENT = "_"  # a character the dictionary does not know
_MARKED = dict(zip("āáǎàōóǒòēéěèếềêḿńňǹ", "a" * 4 + "o" * 4 + "e" * 7 + "m" + "n" * 3, strict=True))


def initials(normal: str) -> tuple[str, ...]:
    """Every way to write the first letters of a name in normal form; all are equally long."""
    letters = [letters_of(character) for character in normal if character.isalnum()]
    usual = "".join(letters)
    if len(usual) == len(letters):
        return (usual,)
    ways = 1
    for place, several in enumerate(letters):
        ways *= len(several)
        if ways > MOST_WAYS:
            letters[place:] = [one[0] for one in letters[place:]]
            break
    return tuple(islice(map("".join, product(*letters)), MOST_WAYS))


def sounding(normal: str) -> list[int]:
    """The places of the characters that `initials` has a letter for, in order."""
    return [place for place, character in enumerate(normal) if character.isalnum()]


@cache
def letters_of(character: str) -> str:
    """The letters a character may be typed by, the usual one first."""
    if character.isascii():
        return character.lower()
    listed = readings().get(character)
    if listed is not None:
        return listed
    sounds = _dictionary().get(ord(character), "")
    first = _MARKED.get(sounds[:1], sounds[:1])
    return first if first.isascii() and first.isalpha() else SILENT


@cache
def _dictionary() -> dict[int, str]:
    from pypinyin.pinyin_dict import pinyin_dict  # only where names are taken in

    found: dict[int, str] = pinyin_dict
    return found
