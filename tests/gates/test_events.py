"""Every event is on the page of events, and none has a place for a code, a name or content."""

from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

from creditdelta.project import events_page
from creditdelta.project.registry import REGISTRY

# Names under which a field could carry what must be erasable.
FORBIDDEN = {"uscc", "code", "name", "names", "body", "content", "text", "row", "person"}


def field_names(form: Any) -> set[str]:
    found: set[str] = set()
    for field, hint in zip(fields(form), get_type_hints(form).values(), strict=False):
        found.add(field.name)
        for inner in (hint, *get_args(hint)):
            if is_dataclass(inner):
                found |= field_names(inner)
    return found


def test_the_page_of_events_is_current() -> None:
    assert events_page.PAGE.read_text(encoding="utf-8") == events_page.page(), "run `make map`"


def test_no_event_has_a_place_for_content() -> None:
    found = {kind: field_names(entry.form) & FORBIDDEN for kind, entry in REGISTRY.items()}
    assert {kind: names for kind, names in found.items() if names} == {}


def test_a_kind_says_whose_it_is() -> None:
    for kind, entry in REGISTRY.items():
        noun, _, happened = kind.partition(".")
        assert noun
        assert happened
        assert entry.form.__doc__, kind
