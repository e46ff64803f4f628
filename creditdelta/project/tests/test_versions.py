"""An event is read in the newest form, whatever version it was written in; a newer one is refused."""

from dataclasses import dataclass
from typing import Any, ClassVar

import pytest

from creditdelta.journal.models import Event
from creditdelta.journal.tests.events import BEGAN, nothing
from creditdelta.project import registry
from creditdelta.project.registry import Entry, UnknownEvent, about, told_by


@dataclass(frozen=True, slots=True)
class Raised:
    """The third form: the unit was added in the second, the count renamed in the third."""

    kind: ClassVar[str] = "test.lifted"
    version: ClassVar[int] = 3

    count: int
    unit: str


def with_unit(body: dict[str, Any]) -> dict[str, Any]:
    return {**body, "unit": "piece"}


def renamed(body: dict[str, Any]) -> dict[str, Any]:
    return {"unit": body["unit"], "count": body["by"]}


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry.REGISTRY, Raised.kind, Entry(Raised, nothing))
    monkeypatch.setitem(registry.UPCASTERS, (Raised.kind, 1), with_unit)
    monkeypatch.setitem(registry.UPCASTERS, (Raised.kind, 2), renamed)


def event(version: int, body: str, kind: str = Raised.kind) -> Event:
    return Event(
        number=7, kind=kind, version=version, region="310000", origin="here", actor="clerk",
        recorded_at=BEGAN, body=body,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("version", "body", "unit"),
    [(1, '{"by":4}', "piece"), (2, '{"by":4,"unit":"box"}', "box"), (3, '{"count":4,"unit":"box"}', "box")],
)  # fmt: skip
def test_older_bodies_are_lifted(version: int, body: str, unit: str) -> None:
    entry, told = told_by(event(version, body))
    assert (entry.form, told) == (Raised, Raised(4, unit))


@pytest.mark.parametrize(
    ("version", "kind"), [(4, Raised.kind), (0, Raised.kind), (1, "test.never")]
)
def test_what_a_newer_release_wrote_is_refused(version: int, kind: str) -> None:
    with pytest.raises(UnknownEvent, match=r"version \d \(number 7\)"):
        told_by(event(version, "{}", kind))


def test_a_version_that_nothing_lifts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(registry.UPCASTERS, (Raised.kind, 2))
    with pytest.raises(UnknownEvent, match="nothing lifts version 2"):
        told_by(event(1, '{"by":4}'))


def test_the_envelope_is_that_of_the_event() -> None:
    assert about(event(3, "{}")).actor == "clerk"
