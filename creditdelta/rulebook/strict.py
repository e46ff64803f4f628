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
from functools import cache
from pathlib import Path
from typing import Any, Literal, NoReturn, TypeVar, Union, get_args, get_origin, get_type_hints

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
        where = key if self.where == "top" else f"{self.where}.{key}"
        return Place(self.file, where, self.grounds, self.defaults, self.allow_fictional)

    def error(self, problem: str, mend: str) -> RulebookError:
        """The error to raise here."""
        return RulebookError(self.file, self.where, problem, mend)


def load(
    path: Path, *, defaults: Defaults | None = None, allow_fictional: bool = False, under: str = ""
) -> tuple[dict[str, Any], Place]:
    """The file's own table without its grounds, and the place to read it at; `RulebookError`.

    `under`: a folder to say in errors, where many have a file of that name.
    """
    name = f"{under}/{path.name}" if under else path.name
    place = Place(name, defaults=defaults or {}, allow_fictional=allow_fictional)
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        mend = f"put it at {path}, or set CREDITDELTA_RULEBOOK, CREDITDELTA_SEED"
        raise place.error(f"not readable: {error.strerror}", mend) from error
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
    hints = _hints(shape)
    values = dict(given)
    for key, value in table.items():
        if key not in hints or key in given:
            names = ", ".join(name for name in hints if name not in given)
            raise place.error(f"unknown key {key!r}", f"use only {names}")
        values[key] = _value(hints[key], value, place, key)
    if len(values) < len(hints):
        optional = {**_own_defaults(shape), **place.defaults.get(kind, {})}
        for key in hints:
            if key not in values and key not in optional:
                raise place.error(f"missing key {key!r}", f"add {key} = ...")
        values = {**{key: optional[key] for key in hints if key not in values}, **values}
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


def _value(hint: Any, value: object, place: Place, key: str) -> Any:
    form, args = _form(hint)  # places are built only where one is needed: most values are in order
    if form == "plain":
        return value if _in_order(hint, value) else _refuse(hint, value, place.inside(key))
    if form == "choice":
        if value not in args:
            problem = f"{value!r} is not allowed"
            raise place.inside(key).error(problem, f"use one of {', '.join(args)}")
        return value
    if form == "optional":  # `X | None`: an absent key is the None
        return _value(args[0], value, place, key)
    if form == "list":
        return _items(args, value, place.inside(key))
    if hint is Basis and isinstance(value, str):
        return _ground(value, place, key)
    return read(hint, value, place.inside(key))


@cache
def _form(hint: Any) -> tuple[str, tuple[Any, ...]]:
    origin, args = get_origin(hint), get_args(hint)
    if is_dataclass(hint):
        return "table", ()
    if origin is Literal:
        return "choice", args
    if origin in (Union, types.UnionType):
        return "optional", args
    return ("list", args) if origin is tuple else ("plain", ())


def _items(args: tuple[Any, ...], value: object, place: Place) -> tuple[Any, ...]:
    if isinstance(value, dict) and args == (tuple[str, str], ...):
        value = [list(pair) for pair in value.items()]
    if not isinstance(value, list):
        raise place.error(f"{value!r} is not a list", "write it in square brackets")
    kinds = (args[0],) * len(value) if args[-1] is Ellipsis else args
    if len(kinds) != len(value):
        raise place.error(f"{len(value)} items instead of {len(kinds)}", "give exactly as many")
    pairs = enumerate(zip(kinds, value, strict=True), 1)
    return tuple(_value(kind, item, place, str(n)) for n, (kind, item) in pairs)


def _in_order(kind: type, value: object) -> bool:
    # The exact type: True is no int here, and a moment is no day.
    return type(value) is kind and (not isinstance(value, str) or value == value.strip())


def _refuse(kind: type, value: object, place: Place) -> NoReturn:
    if type(value) is kind:
        raise place.error(f"{value!r} has outer blanks", "remove them")
    raise place.error(f"{value!r} is not of type {kind.__name__}", "correct the value")


def _ground(name: str, place: Place, key: str) -> Basis:
    if name not in place.grounds:
        known = ", ".join(place.grounds) or "none yet"
        mend = f"add [grounds.{name}] or use one of: {known}"
        raise place.inside(key).error(f"no ground {name!r}", mend)
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
