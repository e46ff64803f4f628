"""From bits to error codes and back: bit i of a mask is reason i of its identifier.

Pure.
"""

from collections.abc import Sequence

from creditdelta.kernel import errors


def codes_of(reasons: Sequence[str], mask: int) -> tuple[str, ...]:
    """The error codes whose bits are set, in the order of the reasons."""
    return tuple(code for bit, code in enumerate(reasons) if mask >> bit & 1)


def refuses(codes: Sequence[str]) -> bool:
    """Whether any of the codes is an error; warnings only tell."""
    return any(errors.find(code).severity == "error" for code in codes)


def error_bits(reasons: Sequence[str]) -> int:
    """The bits of all reasons that refuse, to test a whole column of masks at once."""
    return sum(1 << bit for bit, code in enumerate(reasons) if refuses((code,)))
