"""How does an event become bytes that anybody can hash again, and an event once more?

Clause  S71.
Pure    canonical JSON of a frozen dataclass: days and moments as ISO text, bytes as hex.
"""

import types
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from creditdelta.kernel import canonical

T = TypeVar("T")


class EventUnclear(ValueError):
    """A stored body does not fit the event's fields: it was written by another version."""


def encode(event: object) -> str:
    """The canonical body of an event."""
    return canonical.dumps(_plain(event)).decode("utf-8")


def moment(at: datetime) -> str:
    """A moment as written in an event: UTC, microseconds, Z."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def decode(form: type[T], body: dict[str, Any]) -> T:
    """The event a body tells; raises `EventUnclear` where a field is missing, unknown or odd."""
    hints = _hints(form)  # type: ignore[arg-type]  # a class is hashable
    if set(hints) != set(body):
        raise EventUnclear(f"{form.__name__}: {sorted(set(hints) ^ set(body))}")
    return form(**{name: _typed(hints[name], value, name) for name, value in body.items()})


@cache
def _hints(form: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(form)
    return {field.name: hints[field.name] for field in fields(form)}


def _typed(hint: Any, value: Any, name: str) -> Any:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = next(item for item in get_args(hint) if item is not type(None))
        return None if value is None else _typed(inner, value, name)
    if origin is tuple:
        return tuple(_typed(get_args(hint)[0], item, name) for item in value)
    if origin is dict:
        return {key: _typed(get_args(hint)[1], item, name) for key, item in value.items()}
    if is_dataclass(hint):
        return decode(hint, value)  # type: ignore[arg-type]  # a hint that is a dataclass is a type
    return _scalar(hint, value, name)


def _scalar(hint: Any, value: Any, name: str) -> Any:
    written = str if hint in (bytes, date, datetime) else hint
    if type(value) is not written:
        raise EventUnclear(f"{name}: {value!r} is no {hint.__name__}")
    if hint is bytes:
        return bytes.fromhex(value)
    if hint is datetime:
        return datetime.fromisoformat(value)
    if hint is date:
        return date.fromisoformat(value)
    return value
