"""That a list was screened: by which office, how long it was, and a commitment to what stood in it."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ScreeningMade:
    """An office has a list screened. `digest`: keyed, of the entries; nobody can try lists against it."""

    kind: ClassVar[str] = "screening.made"
    version: ClassVar[int] = 1

    screening: bytes
    office: str
    entry_count: int
    digest: bytes
