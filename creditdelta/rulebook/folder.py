"""Where the rulebook's data lies: where an operator says, in the checkout, or inside the package.

Data    rulebook/ of the checkout, its copy in an installed package (setup.py puts it there), or
        the folder named by CREDITDELTA_RULEBOOK.
"""

import os
from functools import cache
from pathlib import Path

_CHECKOUT = Path(__file__).parents[2]
_PACKAGED = Path(__file__).parents[1] / "_data"


def folder() -> Path:
    """The rulebook folder in use; read at every call so that a test may point elsewhere."""
    return data_folder("rulebook", os.environ.get("CREDITDELTA_RULEBOOK"))


@cache
def data_folder(name: str, chosen: str | None) -> Path:
    """A data folder: the chosen one, else the checkout's, else the package's own copy."""
    if chosen:
        return Path(chosen)
    # Beside an installed package a folder of that name may be anybody's.
    is_checkout = (_CHECKOUT / "pyproject.toml").is_file()
    return (_CHECKOUT if is_checkout else _PACKAGED) / name
