"""The vocabulary of names, from the rulebook: which words are forms, places, industries, notes?

Clause  S22, S27: a new word is a row in a table, never a line of code.
Data    rulebook/codes/names/*.csv and rulebook/codes/divisions.csv
"""

import csv
import os
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path

from creditdelta.kernel.names.words import NameWords
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.strict import RulebookError

Row = dict[str, str]

_FORM = ("dependent", "given_name_ending", "since")
_GROUND = ("basis", "source", "confidence")
_ENDINGS = ("自治区", "自治州", "自治县", "自治旗", "特别行政区", "地区", "新区", "林区", "矿区")
_SHORT_ENDINGS = ("省", "市", "区", "县", "盟", "旗")
_LEVELS = ("province", "prefecture", "county")
_REGION = ("31", "32", "33", "34")  # home provinces, where county names without 县 are usual


def name_words() -> NameWords:
    """The words of the rulebook in use; loaded once for each folder."""
    return _words_in_use(os.environ.get("CREDITDELTA_RULEBOOK"))


@cache
def _words_in_use(_setting: str | None) -> NameWords:
    return load_name_words(folder())  # building a path a pair would cost more than comparing it


@cache
def load_name_words(rulebook: Path) -> NameWords:
    """The words of one rulebook folder; `RulebookError` names the table and row to mend."""
    names = rulebook / "codes" / "names"
    forms = _rows(names / "legal-forms.csv", "word", "kind", "en", *_FORM)
    notes = _rows(names / "name-notes.csv", "word", "kind", "place")
    status = _rows(names / "status-suffixes.csv", "word", "en", "bare")
    surnames = _rows(names / "surnames.csv", "surname", "common", "latin")
    exceptions = _rows(names / "character-exceptions.csv", "written", "normal", "since")
    pairs = [(row["written"], row["normal"]) for row in exceptions]
    return NameWords(
        legal_forms=_words(forms),
        company_forms=_of_kind(forms, "company"),
        parent_forms=_of_kind(forms, "company", "cooperative"),
        dependent_forms=frozenset(row["word"] for row in forms if row["dependent"]),
        given_name_endings=frozenset(row["word"] for row in forms if row["given_name_ending"]),
        branch_forms=_words(_rows(names / "branch-forms.csv", "word", "en")),
        industries=_words(_rows(names / "industries.csv", "word")),
        status_words=_words(status),
        bare_status_words=frozenset(row["word"] for row in status if row["bare"]),
        former_marks=_marks(notes, "former", "start"),
        former_endings=_marks(notes, "former", "end"),
        later_marks=_marks(notes, "later", "start"),
        other_marks=_marks(notes, "other", "start"),
        person_marks=tuple(_words(_rows(names / "person-marks.csv", "word"))),
        surnames=frozenset(row["surname"] for row in surnames),
        common_surnames=frozenset(row["surname"] for row in surnames if row["common"]),
        latin_surnames=frozenset(row["latin"] for row in surnames if row["latin"]),
        placeholders=_words(_rows(names / "placeholders.csv", "word")),
        ruin_marks=tuple(_words(_rows(names / "ruin-marks.csv", "word", "meaning"))),
        characters=tuple(pair for pair in pairs if len(pair[0]) == 1),
        phrases=tuple(pair for pair in pairs if len(pair[0]) > 1),
        look_alikes=_classes(_rows(names / "look-alikes.csv", "characters")),
        places=_places(_division_rows(rulebook), _rows(names / "places.csv", "word", "within")),
    )


def _rows(path: Path, *columns: str) -> list[Row]:
    rows = _read(path)
    wanted = {*columns, *_GROUND}
    for number, row in enumerate(rows, 2):
        if set(row) != wanted:
            raise RulebookError(path.name, "headings", f"{list(row)}", f"use {sorted(wanted)}")
        if not row[columns[0]] or not all(row[key] for key in _GROUND):
            mend = "fill in the word, basis, source and confidence"
            raise RulebookError(path.name, f"line {number}", "an empty cell", mend)
    if len({row[columns[0]] for row in rows}) != len(rows):
        raise RulebookError(path.name, "rows", f"a {columns[0]} stands twice", "remove one")
    return rows


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text, strict=True))


def _words(rows: Collection[Row]) -> frozenset[str]:
    return frozenset(row["word"] for row in rows)


def _of_kind(rows: Collection[Row], *kinds: str) -> frozenset[str]:
    return frozenset(row["word"] for row in rows if row["kind"] in kinds)


def _marks(rows: Collection[Row], kind: str, place: str) -> tuple[str, ...]:
    return tuple(r["word"] for r in rows if r["kind"] == kind and r["place"] == place)


def _classes(rows: Collection[Row]) -> dict[str, str]:
    return {char: row["characters"][0] for row in rows for char in row["characters"]}


def _division_rows(rulebook: Path) -> list[Row]:
    rows = _read(rulebook / "codes" / "divisions.csv")
    return [row for row in rows if row["level"] in _LEVELS and "（" not in row["name"]]


def _places(divisions: Collection[Row], others: Collection[Row]) -> dict[str, tuple[str, ...]]:
    """What a word means today; an abolished division only where no present one bears the name.

    An abolished division means those that follow it: 吴江市 is 吴江区 of today.
    """
    followers = {row["code"]: row["successors"].split(";") for row in divisions if row["until"]}
    today: dict[str, set[str]] = {}
    once: dict[str, set[str]] = {}
    for row in divisions:
        prefixes = {_prefix(code) for code in _present(row["code"], followers)}
        for word in _spellings(row["name"], _prefix(row["code"])):
            (once if row["until"] else today).setdefault(word, set()).update(prefixes)
    for row in others:
        today.setdefault(row["word"], set()).add(row["within"])
    return {word: tuple(sorted(prefixes)) for word, prefixes in (once | today).items()}


def _present(code: str, followers: Mapping[str, list[str]]) -> set[str]:
    """The divisions in being that a code ended in; the code itself where none is known."""
    seen: set[str] = set()
    open_codes = [code]
    while open_codes:
        one = open_codes.pop()
        if one and one not in seen:
            seen.add(one)
            open_codes += followers.get(one, [])
    return {one for one in seen if one not in followers} or {code}


def _prefix(code: str) -> str:
    return code.removesuffix("00").removesuffix("00")


def _spellings(name: str, prefix: str) -> list[str]:
    """吴江区 and 吴江; a county far away only in full, for 东方 or 和平 are trade names first."""
    if len(name) == 2 and name.endswith("区"):  # noqa: PLR2004  城区, 郊区: no name at all
        return []
    usual = name.endswith(("省", "市", "自治区", "地区")) or prefix[:2] in _REGION
    short = name
    for ending in (*_ENDINGS, *_SHORT_ENDINGS):
        if name.endswith(ending):
            short = name.removesuffix(ending)
            break
    return [name, short] if usual and len(short) > 1 else [name]
