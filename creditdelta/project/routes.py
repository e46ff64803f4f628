"""Which pages are there, and which operation does each do?

Clause  S6: a page without an operation would be open to whoever finds it, so it fails the build.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True, slots=True)
class Route:
    """A page by the name of its route; `operation` "" where none is declared."""

    name: str
    operation: str


def routes() -> list[Route]:
    """Every route there is, by name; one without a name by its pattern."""
    return sorted(_below(get_resolver().url_patterns), key=lambda one: one.name)


def _below(patterns: list[URLPattern | URLResolver]) -> Iterator[Route]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _below(one.url_patterns)
        else:
            name = one.name or str(one.pattern)
            for method, operation in getattr(one.callback, "operations", {}).items():
                yield Route(f"{name} {method}", operation)
            if not hasattr(one.callback, "operations"):
                yield Route(name, getattr(one.callback, "operation", ""))
