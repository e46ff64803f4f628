"""Where does a word live? One question over clause map, glossary and rulebook labels.

Clause  S67: anybody finds the home of any clause in under a minute.
Data    seed/clauses.toml, seed/glossary.toml, labels and names of the rulebook's files.

>>> find("信易租")[0].name
'S56'
>>> find("deposit-free rental")[0].name
'S56'
"""

import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Literal

from creditdelta.rulebook.clauses import clauses
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.glossary import terms

EXACT, STARTS, INSIDE, COVERS, TEXT, PART = 100, 80, 70, 60, 40, 20
_PUNCTUATION = str.maketrans("", "", "“”\"'《》（）()…、，。；：,;:")


@dataclass(frozen=True, slots=True)
class Hit:
    """One place that answers; `name` is a clause id, a term's identifier or a rulebook path."""

    kind: Literal["clause", "term", "rulebook"]
    name: str
    score: int


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: Literal["clause", "term", "rulebook"]
    name: str
    words: tuple[str, ...]  # what it is searched by, folded
    text: tuple[str, ...]  # sentences that may hold the words, folded


def find(words: str, *, limit: int = 10) -> list[Hit]:
    """The best places for the words typed, best first; empty when nothing fits.

    Several words separated by blanks are looked for one by one and their scores added.
    """
    whole = _fold(words)
    if not whole:
        return []
    parts = [part for part in map(_fold, words.split()) if part and part != whole]
    hits = []
    for entry in _entries():
        score = _score(whole, entry) or sum(_score(part, entry) for part in parts) // 2
        if score:
            hits.append(Hit(entry.kind, entry.name, score))
    return sorted(hits, key=lambda hit: -hit.score)[:limit]


def nearest(words: str, *, limit: int = 5) -> list[str]:
    """Search words that look most like the ones typed, for an answer that found nothing."""
    known = sorted({word for entry in _entries() for word in entry.words})
    return get_close_matches(_fold(words), known, n=limit, cutoff=0.3)


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_PUNCTUATION)
    return " ".join(plain.replace("_", " ").replace("-", " ").split())


def _score(query: str, entry: _Entry) -> int:
    if query in entry.words or query in entry.text:
        return EXACT
    best = 0
    for word in entry.words:
        if len(query) > 1 and word.startswith(query):
            best = max(best, STARTS)
        elif len(query) > 1 and query in word:
            best = max(best, INSIDE)
        elif len(word) > 1 and word in query:
            best = max(best, COVERS - abs(len(query) - len(word)))
    if best:
        return best
    if len(query) > 1 and any(query in text for text in entry.text):
        return TEXT
    return _pairs(query, entry)


def _pairs(query: str, entry: _Entry) -> int:
    """Chinese has no blanks: count how many neighbouring pairs of characters are shared."""
    if query.isascii() or len(query) < 3:  # noqa: PLR2004  two characters are one pair
        return 0
    wanted = {query[at : at + 2] for at in range(len(query) - 1)}
    shared = max(sum(pair in text for pair in wanted) for text in entry.words + entry.text)
    return PART * shared // len(wanted) if shared * 2 > len(wanted) else 0


@cache
def _entries() -> tuple[_Entry, ...]:
    return (*_clause_entries(), *_term_entries(), *_file_entries())


def _clause_entries() -> Iterator[_Entry]:
    for row in clauses():
        names = [path.rpartition("/")[2] for path in row.home]
        words = _folded([row.id, *row.words])
        yield _Entry("clause", row.id, words, _folded([row.phrase, row.capability, *names]))


def _term_entries() -> Iterator[_Entry]:
    for row in terms():
        words = _folded([row.identifier, row.zh, row.en, *row.also])
        yield _Entry("term", row.identifier, words, _folded([row.definition]))


def _file_entries() -> Iterator[_Entry]:
    root = folder()
    for file in sorted(root.rglob("*.toml")):
        label = tomllib.loads(file.read_text(encoding="utf-8")).get("label", {})
        spoken = list(label.values()) if isinstance(label, dict) else [label]
        path = f"rulebook/{file.relative_to(root).as_posix()}"
        yield _Entry("rulebook", path, _folded([file.stem, *map(str, spoken)]), _folded([path]))
    for file in sorted(root.rglob("*.csv")):
        path = f"rulebook/{file.relative_to(root).as_posix()}"
        yield _Entry("rulebook", path, _folded([file.stem]), _folded([path]))


def _folded(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(None, map(_fold, texts)))
