"""The error catalogue: what went wrong, in a stable code and in words a clerk understands.

Clause  S75: standards that can be run need answers that can be quoted.
Data    kernel/catalogue/<family>.toml; the family is the middle part of the code.
Pure    reads package data once; no database, no clock.

>>> find("CD-USCC-003").severity
'error'
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warning"]
Lang = Literal["zh", "en"]

_CATALOGUE = Path(__file__).parent / "catalogue"


class UnknownCode(LookupError):
    """No catalogue entry has this code; codes are stable, so it was never issued."""


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages; Chinese first, because the first readers are clerks."""

    zh: str
    en: str

    def say(self, lang: Lang) -> str:
        """The text in the wanted language."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class ErrorKind:
    """One catalogue entry. `sentence` may hold {column}, {value} and {detail}.

    An `error` refuses the row, a `warning` only tells; `cause` and `suggestion` say how to go on.
    """

    code: str
    severity: Severity
    title: Words
    sentence: Words
    suggestion: Words
    clause: str


def family(code: str) -> str:
    """The catalogue file a code lives in: `CD-USCC-003` -> `uscc`."""
    parts = code.split("-")
    if len(parts) != 3 or parts[0] != "CD":  # noqa: PLR2004  the form CD-FAMILY-NUMBER
        raise UnknownCode(code)
    return parts[1].lower()


@cache
def entries(name: str) -> dict[str, ErrorKind]:
    """All entries of one family by code; `UnknownCode` where there is no such file."""
    source = _CATALOGUE / f"{name}.toml"
    if not source.is_file():
        raise UnknownCode(name)
    import tomllib  # only now: a correct code needs no sentence, and the start counts

    rows = tomllib.loads(source.read_text(encoding="utf-8"))
    return {code: _entry(code, row) for code, row in rows.items()}


def _entry(code: str, row: dict[str, object]) -> ErrorKind:
    unknown = set(row) - {"severity", "title", "sentence", "suggestion", "clause"}
    severity = row["severity"]
    if unknown or severity not in ("error", "warning"):
        raise ValueError(f"{code}: unknown keys {sorted(unknown)} or severity {severity!r}")
    words = {}
    for key in ("title", "sentence", "suggestion"):
        text = row[key]
        if not isinstance(text, dict) or set(text) != {"zh", "en"}:
            raise ValueError(f"{code}: {key} needs zh and en")
        words[key] = Words(text["zh"], text["en"])
    return ErrorKind(code, severity, clause=str(row["clause"]), **words)


def find(code: str) -> ErrorKind:
    """The entry of a code; raises `UnknownCode`."""
    found = entries(family(code)).get(code)
    if found is None:
        raise UnknownCode(code)
    return found


def families() -> tuple[str, ...]:
    """Every family that has a catalogue file, sorted."""
    return tuple(sorted(path.stem for path in _CATALOGUE.glob("*.toml")))
