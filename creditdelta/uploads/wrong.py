"""A row of somebody's file: its number there, and its cells by the standard's columns.

Clause  S31.
Pure    values.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

Cells = Mapping[str, str]  # by the code of the standard's column
_SIGNS = 16


@dataclass(frozen=True, slots=True)
class Row:
    """A row by its number in the file that was sent, and its cells."""

    number: int
    cells: Cells


def token(cells: Cells) -> str:
    """A short word for what a row says, so that a form knows whether it still says the same."""
    written = json.dumps(dict(cells), sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:_SIGNS]
