"""What is told of column mappings: ids, an office, a standard and a digest; headings lie beside."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class MappingRemembered:
    """An office named the columns of its own form; a later version replaces an earlier one."""

    kind: ClassVar[str] = "mapping.remembered"
    version: ClassVar[int] = 1

    mapping: bytes
    office: str
    standard: str
    edition: int  # 1, 2, … of the same form
    replaces: bytes  # the edition before, empty for the first
    digest: bytes  # keyed, of what was chosen


@dataclass(frozen=True, slots=True)
class MappingForgotten:
    """An office's form is read by this mapping no longer."""

    kind: ClassVar[str] = "mapping.forgotten"
    version: ClassVar[int] = 1

    mapping: bytes
