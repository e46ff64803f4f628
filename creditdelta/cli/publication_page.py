"""How a publication rule looks on a terminal: one line a row, each with the days it holds."""

from collections.abc import Iterator

from creditdelta.kernel.errors import Lang, Words
from creditdelta.rulebook.column_words import ground
from creditdelta.rulebook.publication import Publication
from creditdelta.rulebook.publication_words import lines

TITLE = Words("公示", "publication")


def publication(rule: Publication, lang: Lang) -> Iterator[str]:
    """The rule in lines: who sees it, by when, for how long, and on what ground."""
    yield f"{TITLE.say(lang)}: {rule.label.say(lang)}  [{rule.name}]"
    rows = list(lines(rule, lang))
    for said, row in rows:
        until = "" if row.until is None else str(row.until)
        yield f"  {said}  {row.since} – {until}".rstrip()
    for basis in dict.fromkeys(row.basis for _, row in rows):
        yield f"  {ground(basis, lang)}"
