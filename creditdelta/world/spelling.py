"""How else may a supplier write the same name: traditional characters, blanks, width, brackets?

Clause  S27. Every spelling here has the normal form of the name, or the name itself is given back.
"""

from functools import cache
from random import Random

from creditdelta.kernel.names.normal_form import normal_form
from creditdelta.rulebook.name_words import name_words


@cache
def _traditional() -> dict[int, str]:
    from opencc import OpenCC  # a native library: only where names are written

    block = [chr(code) for code in range(0x4E00, 0xA000)]
    old = OpenCC("s2t").convert("\n".join(block)).split("\n")
    return {ord(plain): other for plain, other in zip(block, old, strict=True) if other != plain}


def traditional(name: str) -> str:
    """The name in traditional characters, one by one."""
    return name.translate(_traditional())


def spaced(rng: Random, name: str) -> str:
    """The name with a blank somewhere inside, half or full width."""
    at = rng.randrange(1, len(name))
    return name[:at] + rng.choice([" ", "\u3000"]) + name[at:]


def spelled(rng: Random, name: str) -> str:
    """Another spelling of the same name."""
    found = traditional(name) if rng.random() < 1 / 2 else spaced(rng, name)
    words = name_words()
    return found if normal_form(found, words) == normal_form(name, words) else name
