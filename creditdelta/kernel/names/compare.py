"""Do two names belong to the same organisation? Never decided by likeness alone.

Clause  S27, S28: a sanction may not reach a firm because its name looks like another's.
Data    the words of rulebook/codes/names; each reason is a code of kernel/catalogue/name.toml.
Pure

Even `same` speaks of the names only: two organisations may bear one name, so a record is
attached by its unified social credit code and by nothing in this file.
"""

from creditdelta.kernel.names import verdicts
from creditdelta.kernel.names.branches import branch_relation
from creditdelta.kernel.names.likeness import letters, may_be, ruined
from creditdelta.kernel.names.near import judge
from creditdelta.kernel.names.parts import NameParts, parse
from creditdelta.kernel.names.persons import looks_like_person
from creditdelta.kernel.names.verdicts import Decision
from creditdelta.kernel.names.words import NameWords


def compare(ours: str, theirs: str, words: NameWords) -> Decision:
    """What two names as written say about each other; the order of the two does not matter.

    Far less than a millisecond a pair. A natural person's name is looked at only to refuse.
    """
    if looks_like_person(ours, words) or looks_like_person(theirs, words):
        return verdicts.PERSON
    return compare_parts(parse(ours, words), parse(theirs, words), words)


def compare_parts(ours: NameParts, theirs: NameParts, words: NameWords) -> Decision:
    """The same of two names already parsed and known to be no person's."""
    if _no_name(ours, words) or _no_name(theirs, words):
        return verdicts.NO_NAME
    if ruined(ours.name, words) or ruined(theirs.name, words):
        alike = ours.name == theirs.name or may_be(ours.name, theirs.name, words)
        return verdicts.RUINED if alike else _current(ours, theirs, words)
    if ours.name == theirs.name:
        return verdicts.NOTES_CONTRADICT if _notes_differ(ours, theirs) else verdicts.SAME
    return _by_notes(ours, theirs, words) or _current(ours, theirs, words)


def _no_name(parts: NameParts, words: NameWords) -> bool:
    name = parts.name
    only_form = name in words.legal_forms or name in words.branch_forms
    return only_form or name in words.placeholders or not letters(name)


def _notes_differ(ours: NameParts, theirs: NameParts) -> bool:
    pairs = ((ours.former_names, theirs.former_names), (ours.later_names, theirs.later_names))
    return any(mine and yours and not set(mine) & set(yours) for mine, yours in pairs)


def _by_notes(ours: NameParts, theirs: NameParts, words: NameWords) -> Decision | None:
    if len(_every(ours)) == len(_every(theirs)) == 1:
        return None
    if theirs.name in _dated(ours) or ours.name in _dated(theirs):
        backwards = theirs.name in ours.former_names and ours.name in theirs.former_names
        return verdicts.NOTES_CONTRADICT if backwards else verdicts.FORMER_NAME
    if _every(ours) & _every(theirs):
        return verdicts.FURTHER_NAME
    near = _near_one(_dated(ours), theirs, words) or _near_one(_dated(theirs), ours, words)
    return verdicts.FURTHER_NAME if near else None


def _dated(parts: NameParts) -> frozenset[str]:
    return frozenset((*parts.former_names, *parts.later_names))


def _every(parts: NameParts) -> frozenset[str]:
    return _dated(parts) | {parts.name, *parts.other_names}


def _near_one(named: frozenset[str], other: NameParts, words: NameWords) -> bool:
    return any(_current(parse(n, words), other, words).decision == "review" for n in named)


def _current(ours: NameParts, theirs: NameParts, words: NameWords) -> Decision:
    return branch_relation(ours, theirs, words) or judge(ours, theirs, words)
