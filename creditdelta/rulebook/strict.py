"""How is a TOML file of the rulebook read: exactly as the dataclass says, or not at all?

Clause  S22: a new sector is a data file, so the file must be told at once what is wrong in it.
Data    any TOML file of rulebook/. `[grounds.<name>]` tables give a basis a short name to quote.

>>> from creditdelta.kernel.errors import Words
>>> place = Place("penalty.toml", "columns 3")
>>> read(Words, {"zh": "处罚", "en": "penalty"}, place).en
'penalty'
>>> read(Words, {"zh": "处罚", "english": "penalty"}, place)
Traceback (most recent call last):
...
creditdelta.rulebook.strict.RulebookError: penalty.toml, columns 3: unknown key 'english'. \
Mend: use only zh, en.
"""

import tomllib
import types
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from creditdelta.rulebook.basis import Basis

T = TypeVar("T")
Defaults = Mapping[type, Mapping[str, object]]
CONFIDENCE = ("C", "C2", "K", "U")  # read, read second hand, known but unconfirmed, not found


class RulebookError(ValueError):
    """A rulebook file may not be used; says which file, where in it, and how to mend it."""

    def __init__(self, file: str, where: str, problem: str, mend: str) -> None:
        """Keep the parts apart, because a page shows them apart."""
        self.file, self.where, self.problem, self.mend = file, where, problem, mend
        super().__init__(f"{file}, {where}: {problem}. Mend: {mend}.")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in which file we read, with what the whole file shares."""

    file: str
    where: str = "top"
    grounds: Mapping[str, Basis] = field(default_factory=dict)
    defaults: Defaults = field(default_factory=dict)
    allow_fictional: bool = False

    def inside(self, key: str) -> "Place":
        """The same file, one step deeper."""
        return replace(self, where=key if self.where == "top" else f"{self.where}.{key}")

    def error(self, problem: str, mend: str) -> RulebookError:
        """The error to raise here."""
        return RulebookError(self.file, self.where, problem, mend)


def load(
    path: Path, *, defaults: Defaults | None = None, allow_fictional: bool = False
) -> tuple[dict[str, Any], Place]:
    """The file's own table without its grounds, and the place to read it at; `RulebookError`."""
    place = Place(path.name, defaults=defaults or {}, allow_fictional=allow_fictional)
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise place.error(f"not TOML in UTF-8: {error}", "correct the line named") from error
    grounds = table.pop("grounds", {})
    if not isinstance(grounds, dict):
        raise place.error("grounds is not a table", "write [grounds.<name>] tables")
    named = {k: read(Basis, v, place.inside(f"grounds.{k}")) for k, v in grounds.items()}
    return table, replace(place, grounds=named)


def read(kind: type[T], table: object, place: Place, **given: object) -> T:
    """One table as the dataclass `kind`: every key known, no key missing, every type right.

    `given` are fields the caller knows, such as the file's name; the table may not hold them.
    """
    if not isinstance(table, dict):
        raise place.error(f"{table!r} is not a table", f"give the keys of {kind.__name__}")
    shape: Any = kind
    hints = {key: hint for key, hint in _hints(shape).items() if key not in given}
    for key in table:
        if key not in hints:
            raise place.error(f"unknown key {key!r}", f"use only {', '.join(hints)}")
    optional = {**_own_defaults(shape), **place.defaults.get(kind, {})}
    values = dict(given)
    for key, hint in hints.items():
        if key in table:
            values[key] = _value(hint, table[key], place.inside(key))
        elif key in optional:
            values[key] = optional[key]
        else:
            raise place.error(f"missing key {key!r}", f"add {key} = ...")
    found = kind(**values)
    if isinstance(found, Basis):
        _check_basis(found, place)
    return found


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


@cache
def _own_defaults(kind: Any) -> dict[str, object]:
    if not is_dataclass(kind):
        raise TypeError(f"{kind} is not a dataclass")
    return {item.name: item.default for item in fields(kind) if item.default is not MISSING}


def _value(hint: Any, value: object, place: Place) -> Any:
    if hint is Basis and isinstance(value, str):
        return _ground(value, place)
    if is_dataclass(hint):
        return read(hint, value, place)  # type: ignore[arg-type]  # is_dataclass is true of instances too
    origin, args = get_origin(hint), get_args(hint)
    if origin is Literal:
        if value not in args:
            raise place.error(f"{value!r} is not allowed", f"use one of {', '.join(args)}")
        return value
    if origin in (Union, types.UnionType):  # `X | None`: an absent key is the None
        return _value(args[0], value, place)
    if origin is tuple:
        return _items(args, value, place)
    return _plain(hint, value, place)


def _items(args: tuple[Any, ...], value: object, place: Place) -> tuple[Any, ...]:
    if isinstance(value, dict) and args == (tuple[str, str], ...):
        value = [list(pair) for pair in value.items()]
    if not isinstance(value, list):
        raise place.error(f"{value!r} is not a list", "write it in square brackets")
    kinds = (args[0],) * len(value) if args[-1] is Ellipsis else args
    if len(kinds) != len(value):
        raise place.error(f"{len(value)} items instead of {len(kinds)}", "give exactly as many")
    pairs = enumerate(zip(kinds, value, strict=True), 1)
    return tuple(_value(kind, item, place.inside(str(n))) for n, (kind, item) in pairs)


def _plain(kind: type, value: object, place: Place) -> object:
    exact = type(value) is kind and not isinstance(value, datetime)  # True is no int here
    if not exact:
        raise place.error(f"{value!r} is not of type {kind.__name__}", "correct the value")
    if kind is str and value != str(value).strip():
        raise place.error(f"{value!r} has outer blanks", "remove them")
    return value


def _ground(name: str, place: Place) -> Basis:
    if name not in place.grounds:
        known = ", ".join(place.grounds) or "none yet"
        raise place.error(f"no ground {name!r}", f"add [grounds.{name}] or use one of: {known}")
    return place.grounds[name]


def _check_basis(basis: Basis, place: Place) -> None:
    if not basis.title:
        raise place.error("a basis without title", "name the document or the assumption")
    if basis.confidence and basis.confidence not in CONFIDENCE:
        raise place.error(f"confidence {basis.confidence!r}", f"use one of {', '.join(CONFIDENCE)}")
    if basis.kind == "default" and not (basis.reason and basis.confidence):
        raise place.error("a default without reason or confidence", "say why, and how sure we are")
    if basis.kind == "law" and basis.confidence in ("K", "U"):
        raise place.error("a law nobody has read", 'make it kind = "default"')
    if basis.kind == "fictional" and not place.allow_fictional:
        raise place.error("a fictional basis", "fictional rules load only in the demo")
