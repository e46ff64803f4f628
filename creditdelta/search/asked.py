"""What did somebody type: codes, a part of a name, first letters, or a natural person?

Clause  S27, S34; docs/decisions/0003.
Pure    text in, reading out; nothing is kept.

A text with a person's number is not looked for and not shown again. A text of three signs or more that
looks like a person's name is not looked for either. Two signs are: 金龙 and 江南 are trade names far more
often than persons, and nothing but names of organisations is ever searched; the answer says so.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from creditdelta.kernel.identifiers import uscc, written_form
from creditdelta.kernel.names.normal_form import read_notes
from creditdelta.kernel.names.persons import looks_like_person
from creditdelta.kernel.names.words import NameWords
from creditdelta.rulebook.codes import uscc_tables

Kind = Literal["nothing", "person", "code", "name", "short"]
MOST_TYPED = 500
LONGEST_NAME = 100
SHORTEST = 2
MOST_CODES = 5
_SHORT_CODE, _LONG_CODE = (
    9,
    20,
)  # characters of the shortest number, and of a code with some too many
_CODE_OR_NEARLY = 15  # shorter ones are looked for only where their own check says they are numbers
_DIGITS = 6  # a text with fewer is no code
_MOBILE = r"1[3-9]\d{9}"
_CARD = r"\d{16,17}|\d{19}"
_PERSONAL = re.compile(rf"(?<!\w)(?:{_MOBILE}|{_CARD})(?!\w)", re.ASCII)
_LONG = re.compile(r"(?<![0-9A-Z])(?:[0-9]{17}[0-9X]|[0-9]{15})(?![0-9A-Z])")
_RUN = re.compile(r"(?<![0-9A-Z])[0-9A-Z](?:[ -]?[0-9A-Z]){8,19}(?![0-9A-Z])")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, read. `text`: to be shown again, "" where it holds a person's number.

    `person`: it looks like a natural person; `codes`: what may be numbers of organisations;
    `parts`: pieces of a name in normal form, all of which must be in it; `letters`: first letters.
    """

    kind: Kind
    text: str = ""
    person: bool = False
    codes: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    letters: str = ""

    @property
    def wanted(self) -> str:
        """The parts as one."""
        return "".join(self.parts)


def read(typed: str, words: NameWords) -> Asked:
    """Read what was typed, at most its first `MOST_TYPED` characters."""
    text = " ".join(typed[:MOST_TYPED].split())
    if not text:
        return Asked("nothing")
    if _personal_number(text):
        return Asked("person", person=True)
    codes = codes_in(text)
    if codes:
        return Asked("code", text, codes=codes)
    person = looks_like_person(text, words)
    parts = _parts(text[:LONGEST_NAME], words)
    if person and sum(map(len, parts)) > SHORTEST:
        return Asked("person", person=True)
    if not parts:
        return Asked("short", text)
    return Asked("name", text, person, parts=parts, letters=_letters(text))


def _personal_number(text: str) -> bool:
    """A citizen's number, a telephone or a bank card, wherever it stands."""
    plain = unicodedata.normalize("NFKC", text)
    if _PERSONAL.search(plain) or _PERSONAL.search(re.sub(r"[ -]", "", plain)):
        return True
    numbers = _LONG.findall(re.sub(r"[ -]", "", plain.upper()))
    return any(uscc.mask(number, uscc_tables()) & uscc.PERSON for number in numbers)


def codes_in(text: str) -> tuple[str, ...]:
    """What may be a code or an older number: the whole text, or runs of signs inside a sentence.

    >>> codes_in("请查 91310115 DEMA0001 3F（示例公司）"), codes_in("上海示例"), codes_in("hyhb")
    (('91310115DEMA00013F',), (), ())
    """
    whole = written_form.compact(text)
    if written_form.is_plain(whole) and _SHORT_CODE <= len(whole) <= _LONG_CODE:
        mistyped = len(whole) >= _CODE_OR_NEARLY and _like_code(whole)
        return (whole,) if mistyped or _is_number(whole) else ()
    plain = unicodedata.normalize("NFKC", text).upper()
    found: list[str] = []
    for run in _RUN.findall(plain):
        code = written_form.compact(run)
        if len(code) == uscc.SIZE and _like_code(code):
            found.append(code)
        else:
            found += [one for one in re.split("[ -]", run) if _is_number(one)]
            joined = code if run.count("-") == 1 and _is_number(code) else ""
            found += [joined] if joined else []
    return tuple(dict.fromkeys(found))[:MOST_CODES]


def _like_code(code: str) -> bool:
    return sum(sign.isdigit() for sign in code) >= _DIGITS


def _is_number(run: str) -> bool:
    """A code or a number of today or before, by its form and its own check."""
    whole = len(run) == uscc.SIZE and _like_code(run)
    return whole or (len(run) >= _SHORT_CODE and uscc.older_kind(run) is not None)


def _parts(text: str, words: NameWords) -> tuple[str, ...]:
    """The pieces between blanks in normal form; short ones count only as part of the whole."""
    normal = [read_notes(piece, words).name for piece in text.split(" ")]
    whole = read_notes(text, words).name
    if len(normal) > 1 and all(len(piece) >= SHORTEST for piece in normal):
        return tuple(normal)
    return (whole,) if len(whole) >= SHORTEST else ()


def _letters(text: str) -> str:
    """What may be first letters: letters and digits alone, at least one letter."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").lower()
    first = plain.isascii() and plain.isalnum() and not plain.isdigit()
    return plain if first and len(plain) >= SHORTEST else ""
