"""What was written beside a name: its status, its former, later or other names?

Clause  S27: 名称后的（注销）、（原名：…） is news about the organisation, not part of its name.
Data    rulebook/codes/names/status-suffixes.csv, name-notes.csv
Pure    works on folded text: no blanks, one kind of brackets.

A bare 原 or 现 may as well open a word (原创, 现代), so such a note is read but stays in the name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from creditdelta.kernel.names.endings import cut_ending
from creditdelta.kernel.names.words import NameWords

_STOPS = ",;、/|-:。."
_BETWEEN = re.compile(r"[,;、/|]")
_LONGEST_NAME = 300  # notes within notes are read to this length; a longer text is no name


@dataclass(frozen=True, slots=True)
class Notes:
    """A name and what stood beside it; the other names are in normal form too."""

    name: str
    status: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


def split_notes(text: str, words: NameWords) -> Notes:
    """The name itself and its notes; what is no known note stays in the name."""
    if len(text) > _LONGEST_NAME:
        return Notes(text)
    if "(" not in text and not _may_have_notes(text, words):
        return Notes(text)
    found: dict[str, list[str]] = {"status": [], "former": [], "later": [], "other": []}
    core = _cut_open_note(_cut_groups(text, words, found), words, found)
    core = _cut_status(core, words, found)
    return Notes(core, **{kind: tuple(said) for kind, said in found.items()})


def _may_have_notes(text: str, words: NameWords) -> bool:
    status = cut_ending(text, words.bare_status_words)[1]
    return bool(status) or _open_marks(words).search(text) is not None


def groups(text: str) -> Iterator[tuple[int, int]]:
    """Where the outermost brackets open and end; an unclosed one is no bracket."""
    depth, start = 0, 0
    for at, char in enumerate(text):
        if char == "(":
            start = at if depth == 0 else start
            depth += 1
        elif char == ")" and depth:
            depth -= 1
            if depth == 0:
                yield start, at + 1


def ends_like_a_name(text: str, words: NameWords) -> bool:
    """Whether the text ends in a legal form, so that a name may end there."""
    return bool(cut_ending(text, words.legal_forms)[1]) or text.endswith("公司)")


def _cut_groups(text: str, words: NameWords, found: dict[str, list[str]]) -> str:
    if "(" not in text:
        return text
    kept, end = [], 0
    for start, stop in groups(text):
        outside = start == 0 or text[stop:].strip(_STOPS) == "" or text[stop] == "("
        kind, said, cut = _read(text[start + 1 : stop - 1], words)
        if kind and (outside or kind != "status"):
            found[kind] += said
            if cut:
                kept.append(text[end:start])
                end = stop
    return "".join([*kept, text[end:]]).strip(_STOPS) if kept else text


def _read(note: str, words: NameWords) -> tuple[str, list[str], bool]:
    parts = [part for part in re.split(r"[,;、/:-]", note) if part]
    if parts and all(part in words.status_words for part in parts):
        return "status", parts, True
    opened = _marks(words).match(note)
    if opened is None:
        return "", [], False
    kind = str(opened.lastgroup)
    if kind == "origin":
        return "former", _names(opened["origin"], words), True
    rest = note[opened.end() :]
    sure = rest.startswith(":") or ends_like_a_name(rest, words)
    single = len(opened[0]) == 1
    if not sure and (single or kind == "other"):
        return "", [], False
    return kind, _names(rest.lstrip(":"), words), rest.startswith(":") or not single


def _names(text: str, words: NameWords) -> list[str]:
    return [split_notes(part, words).name for part in _BETWEEN.split(text) if part]


def _cut_open_note(text: str, words: NameWords, found: dict[str, list[str]]) -> str:
    """Cut 某公司,原名:某厂 or 某公司曾用名某厂, where no bracket shows the note's limits."""
    for opened in _open_marks(words).finditer(text):
        name = text[: opened.start()]
        bare = name.rstrip(_STOPS)
        if bare and (":" in opened[0] or bare != name or ends_like_a_name(name, words)):
            kind, said, cut = _read(text[opened.start() :], words)
            if said and cut:
                found[kind] += said
                return bare
    return text


def _cut_status(text: str, words: NameWords, found: dict[str, list[str]]) -> str:
    name, status = cut_ending(text, words.bare_status_words)
    name = name.rstrip(_STOPS)
    if not status or not ends_like_a_name(name, words):
        return text
    found["status"].append(status)
    return name


@cache
def _marks(words: NameWords) -> re.Pattern[str]:
    kinds = (("former", words.former_marks), ("later", words.later_marks))
    named = [f"(?P<{kind}>{_any(marks)})" for kind, marks in (*kinds, ("other", words.other_marks))]
    return re.compile(f"{'|'.join(named)}|由(?P<origin>.+?)(?:{_any(words.former_endings)})$")


@cache
def _open_marks(words: NameWords) -> re.Pattern[str]:
    every = (*words.former_marks, *words.later_marks, *words.other_marks)
    return re.compile(f"(?:{_any(tuple(mark for mark in every if len(mark) > 1))}):?")


def _any(marks: tuple[str, ...]) -> str:
    return "|".join(re.escape(mark) for mark in sorted(marks, key=len, reverse=True))
