"""Play an exported journal into the database at hand, and write down the form of every event."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, get_args, get_type_hints

from creditdelta.journal.models import Event
from creditdelta.project.rebuild import play
from creditdelta.project.registry import REGISTRY


def events(path: Path) -> Iterator[Event]:
    """The events of an exported journal."""
    for line in path.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        if "event" in told:
            at = datetime.fromisoformat(told["event"].pop("recorded_at"))
            yield Event(number=told["number"], recorded_at=at, **told["event"])


def play_file(path: Path) -> None:
    """Apply every event in order."""
    for event in events(path):
        play(event)


def shapes() -> dict[str, dict[str, Any]]:
    """`kind/version` -> the form of the event as it is now."""
    return {f"{kind}/{entry.form.version}": _shape(entry.form) for kind, entry in REGISTRY.items()}


def _shape(form: Any) -> dict[str, Any]:
    hints = get_type_hints(form)
    return {field.name: _written(hints[field.name]) for field in fields(form)}


def _written(hint: Any) -> Any:
    inner = [item for item in get_args(hint) if is_dataclass(item)]
    if is_dataclass(hint):
        return _shape(hint)
    if inner:
        return [_shape(item) for item in inner]
    return hint.__name__ if isinstance(hint, type) and not get_args(hint) else str(hint)
