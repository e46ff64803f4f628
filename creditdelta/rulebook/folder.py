"""Where the rulebook's data lies: beside the package, or where an operator says.

Data    rulebook/ of the checkout, or the folder named by CREDITDELTA_RULEBOOK.
"""

import os
from pathlib import Path


def folder() -> Path:
    """The rulebook folder in use; read at every call so that a test may point elsewhere."""
    chosen = os.environ.get("CREDITDELTA_RULEBOOK")
    return Path(chosen) if chosen else Path(__file__).parents[2] / "rulebook"
