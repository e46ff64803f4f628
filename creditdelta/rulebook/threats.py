"""Who may do what harm, what stands against it, and which test proves that it stands?

Clause  S71.
Data    docs/security/threats.toml; docs/threats.md is made of it (threats_page.py).

>>> threat("T3").priority
'high'
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from creditdelta.rulebook.folder import data_folder
from creditdelta.rulebook.strict import load, read


@dataclass(frozen=True, slots=True)
class Threat:
    """One threat. Paths and tests (`file::name`) are relative to the repository.

    `default`: what holds where nobody set anything. `later`: the work that brings the rest.
    """

    id: str
    zh: str
    en: str
    who: str
    priority: Literal["high", "medium"]
    control: str
    where: tuple[str, ...]
    default: str
    tests: tuple[str, ...]
    later: str = ""


@dataclass(frozen=True, slots=True)
class _File:
    threat: tuple[Threat, ...]


def security_folder() -> Path:
    """The folder of what is said about security: the checkout's, else the package's own copy."""
    return data_folder("docs/security", None)


@cache
def threats() -> tuple[Threat, ...]:
    """Every threat in the file's order; `RulebookError` on a slip of the pen."""
    table, place = load(security_folder() / "threats.toml")
    return read(_File, table, place).threat


def threat(name: str) -> Threat:
    """The threat of an id such as "T5"; `KeyError` when there is none."""
    for row in threats():
        if row.id == name:
            return row
    raise KeyError(name)
