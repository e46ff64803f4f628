"""What is right and wrong with each of the codes somebody typed or pasted?

Clause  S27, S28: an answer names the character and the way out.
Data    rulebook/codes.
Pure    nothing is stored, nothing is looked up in the ledger. What looks like a natural person's
        number is counted and otherwise as if it had not been sent.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa

from creditdelta.facade import uscc
from creditdelta.facade.uscc import Checked
from creditdelta.kernel import errors
from creditdelta.kernel.errors import ErrorKind, Lang, Words
from creditdelta.kernel.identifiers import written_form
from creditdelta.kernel.identifiers.details import detail
from creditdelta.pipeline.personal_numbers import personal_numbers
from creditdelta.rulebook.codes import OrganisationClass

MOST = 2_000
LONGEST = 64  # characters of a line that are shown
PERSON = "CD-USCC-011"
_BETWEEN = re.compile(r"[\n\r\t,;，；、]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_DIGIT = re.compile(r"[0-9]")
_INSIDE = re.compile(r"[0-9A-Za-z]{8,}")
_COLUMN = Words("代码", "code")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say of a code."""

    kind: ErrorKind
    sentence: Words
    suggestion: Words


@dataclass(frozen=True, slots=True)
class Answer:
    """One code. `wrong_at`: the wrong character in `written`, counted from 1."""

    written: str
    form: str
    valid: bool
    wrong_at: int | None
    findings: tuple[Finding, ...]
    offers: tuple[str, ...]
    registers: OrganisationClass | None
    division: str
    region: str
    note: Words | None  # what kind of older number it is


@dataclass(frozen=True, slots=True)
class Pasted:
    """The codes of a text. How many are too many, about persons, or lines without any code (a name)."""

    codes: tuple[str, ...]
    beyond: int
    persons: int
    without: int


def pasted(text: str) -> Pasted:
    """The codes of a text, one a line or divided by commas; out of a sentence, what looks like one."""
    found = list(_codes(text))
    personal = _personal(found)
    codes = [one for one, hidden in zip(found, personal, strict=True) if not hidden]
    without = sum(not list(_codes(line)) for line in _lines(text))
    return Pasted(tuple(codes[:MOST]), max(0, len(codes) - MOST), sum(personal), without)


def _lines(text: str) -> list[str]:
    return [line for piece in _BETWEEN.split(text) if (line := piece.strip())]


def _codes(text: str) -> Iterator[str]:
    """What may be a code; a line of words alone is none, it may be somebody's name."""
    for line in _lines(text):
        if _HAN.search(line):
            yield from _INSIDE.findall(line)
        elif _DIGIT.search(line):
            yield line


def _personal(found: list[str]) -> list[bool]:
    """Whether each is somebody's number; a complete code is an organisation's, whatever its digits."""
    if not found:
        return []
    told = uscc.check(pa.array(found, pa.string()))
    valid, codes = told["valid"].to_pylist(), told["codes"].to_pylist()
    answers = zip(valid, codes, personal_numbers(found), strict=True)
    return [PERSON in told or (bool(marked) and not right) for right, told, marked in answers]


def answer(code: str) -> Answer:
    """What is right and wrong with one code."""
    told, origin = uscc.check(code), uscc.convert(code)
    place = origin.division
    return Answer(
        written=_short(told.input),
        form=told.normalised if told.valid else "",
        valid=told.valid,
        wrong_at=told.wrong_at if len(code) <= LONGEST else None,
        findings=tuple(_finding(one, told) for one in told.codes),
        offers=told.suggestions,
        registers=origin.organisation_class,
        division=place.code if place else "",
        region=place.name if place else "",
        note=origin.note if origin.kind not in ("uscc", "unknown") else None,
    )


def _short(text: str) -> str:
    written = written_form.trim(text)
    return written if len(written) <= LONGEST else written[:LONGEST] + "…"


def _finding(code: str, told: Checked) -> Finding:
    kind = errors.find(code)
    missing = detail(code, told.input)

    def filled(words: Words) -> Words:
        return Words(*(_filled(words, lang, told, missing) for lang in ("zh", "en")))

    return Finding(kind, filled(kind.sentence), filled(kind.suggestion))


def _filled(words: Words, lang: Lang, told: Checked, missing: Words) -> str:
    values = {"column": _COLUMN.say(lang), "value": _short(told.input), "detail": missing.say(lang)}
    return words.say(lang).format(**values)
