"""Which standard does a word on the command line mean, and what to answer when none?"""

from difflib import get_close_matches

import click

from creditdelta.rulebook.records import UnknownStandard, standard, standards
from creditdelta.rulebook.standards import Standard


def chosen(word: str) -> Standard:
    """The standard of an id, kind or label; exit 2 with the known kinds when there is none."""
    try:
        return standard(word)
    except UnknownStandard:
        kinds = sorted({item.kind for item in standards().values()})
        labels = [item.label.zh for item in standards().values()]
        near = get_close_matches(word, kinds + labels, 1)
        sentence = f"没有标准「{word}」，可用的有 · no standard {word!r}; known: {', '.join(kinds)}"
        sentence += f"（您要的是 · perhaps: {near[0]}）" if near else ""
        raise click.UsageError(sentence) from None
