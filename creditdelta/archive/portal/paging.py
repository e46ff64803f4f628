"""One page of a long list: which rows, and where the neighbours are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import HttpRequest

from creditdelta.pages.responses import asked_page

ROWS = 50
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Leaf(Generic[T]):
    """The rows of one page. `before`, `after`: numbers of the neighbours, 0 where there is none."""

    rows: Sequence[T]
    number: int
    last: int
    total: int
    before: int
    after: int


def leaf(request: HttpRequest, rows: Sequence[T]) -> Leaf[T]:
    """The page the address asks for; a number that is none leads to the nearest there is."""
    last = max(1, -(-len(rows) // ROWS))
    number = min(max(asked_page(request), 1), last)
    cut = rows[(number - 1) * ROWS : number * ROWS]
    after = number + 1 if number < last else 0
    return Leaf(cut, number, last, len(rows), number - 1, after)
