"""A list as a request brings it, and what is said where it cannot be taken.

Clause  S30, S70. One JSON text, or one JSON object a line; packed or not. Read little by little.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import orjson
from django.http import HttpRequest

from creditdelta.api.problems import ApiProblem, Fault
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel import errors
from creditdelta.pages.language import lang, t
from creditdelta.rulebook.name_words import name_words
from creditdelta.rulebook.screening import screening_on
from creditdelta.screening import reading
from creditdelta.screening.reading import WHYS, BrokenLine, TooMany
from creditdelta.screening.services import NothingSent, Received, TooManyOpen, received
from creditdelta.uploads.arriving import NoRoom
from creditdelta.uploads.portal.incoming import pieces

TEXTS, LINES = ("application/json",), ("application/x-ndjson", "application/jsonl")
ENCODINGS = ("", "identity", "gzip")
BROKEN, LENGTH, NOT_NOW = "CD-API-080", "CD-API-081", "CD-API-084"


def list_in(request: HttpRequest) -> Received:
    """The list, laid down; raises the problems of what is none, or too much of one."""
    encoding = request.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in ENCODINGS or request.content_type not in (*TEXTS, *LINES):
        raise ApiProblem("CD-API-017", 415, detail=f"{request.content_type} {encoding}"[:80])
    came: Iterable[bytes] = pieces(request)
    if encoding == "gzip":
        came = reading.unfolded(came)
    figures, by_line = screening_on(business_day()), request.content_type in LINES
    with refused(by_line=by_line):
        if by_line:
            said = reading.told(reading.lines(came))
            return received(reading.entries(said, name_words(), figures.most_entries))
        text = _text(came, figures.most_in_text * reading.LONGEST_LINE)
        return received(reading.entries(_listed(text), name_words(), figures.most_in_text))


@contextmanager
def refused(*, by_line: bool) -> Iterator[None]:
    """What is wrong with a list, as a problem that names the line."""
    try:
        yield
    except BrokenLine as broken:
        raise _broken(broken, by_line=by_line) from broken
    except TooMany as long:
        detail = t(f"最多 {long.most} 条", f"{long.most} entries at most")
        raise ApiProblem(LENGTH, 413, detail=detail) from long
    except NothingSent as empty:
        detail = t("里面一条也没有", "there is no entry in it")
        raise ApiProblem(LENGTH, 422, detail=detail) from empty
    except (TooManyOpen, NoRoom) as busy:
        raise ApiProblem(NOT_NOW, 409, detail=why_not_now(busy)) from busy


def why_not_now(busy: Exception) -> str:
    """Why no list can be taken, in words."""
    if isinstance(busy, TooManyOpen):
        return t(
            "本单位还没有查完的名单太多",
            "your office has too many lists that are not answered yet",
        )
    return t("平台磁盘空间不足", "the platform's disk is full")


def _broken(broken: BrokenLine, *, by_line: bool) -> ApiProblem:
    reason = t(*WHYS[broken.why])
    if not broken.line:
        return ApiProblem(BROKEN, 422, detail=reason)
    if by_line:
        where, detail = f"body/{broken.line}", t(f"第 {broken.line} 行", f"line {broken.line}")
    else:
        where = f"body/entries/{broken.line - 1}"
        detail = t(f"第 {broken.line} 条", f"entry {broken.line}")
    way = errors.find(BROKEN).suggestion.say(lang())
    fault = Fault(where, BROKEN, reason, way)
    return ApiProblem(BROKEN, 422, detail=f"{detail}: {reason}", faults=[fault])


def _text(pieces: Iterable[bytes], most: int) -> bytes:
    """All of a short text."""
    found = bytearray()
    for piece in pieces:
        found += piece
        if len(found) > most:
            raise ApiProblem("CD-API-016", 413, detail=f"{most >> 20} MB")
    return bytes(found)


def _listed(text: bytes) -> Iterator[tuple[int, Any]]:
    """The entries of one JSON text, numbered from 1."""
    try:
        whole = orjson.loads(text)
    except orjson.JSONDecodeError as broken:
        raise ApiProblem("CD-API-008", 400) from broken
    if not isinstance(whole, dict) or whole.keys() != {"entries"}:
        raise BrokenLine(0, "json")
    if not isinstance(whole["entries"], list):
        raise BrokenLine(0, "json")
    return enumerate(whole["entries"], 1)
