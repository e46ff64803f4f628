"""How do pages name where a report came from?"""

from functools import cache

from creditdelta.archive.entries import Provenance
from creditdelta.kernel.errors import Words
from creditdelta.rulebook.codes import divisions
from creditdelta.rulebook.offices import offices
from creditdelta.rulebook.records import standards

NONE = Words("—", "—")


def source_words(said: Provenance | None) -> Words:
    """Region and source of a report."""
    return NONE if said is None else named_source(said.region, said.source)


@cache
def named_source(region: str, source: str) -> Words:
    """A region by its name; a source called after a kind of record by that kind's, an office by its own."""
    if source in offices():
        return offices()[source].label
    listed = divisions()
    place = listed[region].name if region in listed else region
    kinds = {item.kind: item.label for item in standards().values()}
    what = kinds.get(source, Words(source, source))
    return Words(f"{place} · {what.zh}", f"{place} · {what.en}")
