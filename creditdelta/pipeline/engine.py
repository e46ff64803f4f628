"""Where a bulk step runs. A step is a function of record batches; an engine only carries batches to it.

Architecture idea 3: `local` is a loop in this process; a cluster engine hands the same functions
to its workers. Row-wise steps give the same bytes for any batch size.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

In = TypeVar("In")
Out = TypeVar("Out")


def local(step: Callable[[In], Out], batches: Iterable[In]) -> Iterator[Out]:
    """Run a row-wise step on each batch in order, in this process."""
    return map(step, batches)
