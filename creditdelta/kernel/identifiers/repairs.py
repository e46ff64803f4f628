"""Which texts lie one slip of the pen away: look-alikes and swapped neighbours.

Pure    candidates only; the identifier that asks keeps those which fit.
"""

from collections.abc import Iterator

LOOK_ALIKES = str.maketrans("OIZSV", "0125U")
_EASILY_CONFUSED = (
    "0OQDC",
    "1IL7T",
    "2Z",
    "3B8",
    "5S6G",
    "UVY",
    "MNW",
    "KXH",
    "EF",
    "PR",
    "4A",
    "9G",
)


def look_alikes(text: str) -> tuple[str, ...]:
    """The text with letters that no code contains read as the characters they resemble."""
    read = text.translate(LOOK_ALIKES)
    return (read,) if read != text else ()


def swaps(text: str) -> Iterator[str]:
    """Every text that differs by two neighbours changing places."""
    for i in range(len(text) - 1):
        if text[i] != text[i + 1]:
            yield text[:i] + text[i + 1] + text[i] + text[i + 2 :]


def likeness(text: str, candidate: str) -> int:
    """How unlikely the slip is: 0 look-alike character, 1 swapped neighbours, 2 any other."""
    changed = [(a, b) for a, b in zip(text, candidate, strict=True) if a != b]
    if len(changed) > 1:
        return 1
    pair = {changed[0][0], changed[0][1]}
    return 0 if any(pair <= set(group) for group in _EASILY_CONFUSED) else 2
