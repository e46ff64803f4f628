"""Is one name a branch of the other, or are both branches, and of whom?

Clause  S27: a branch is never merged with its parent, nor with another branch.
Data    rulebook/codes/names/branch-forms.csv, legal-forms.csv (column dependent)
Pure
"""

from functools import cache

from creditdelta.kernel.names import verdicts
from creditdelta.kernel.names.endings import cut_ending
from creditdelta.kernel.names.likeness import (
    letters,
    numbers,
    one_slip,
    other_numeral,
    outline,
    without_numbers,
)
from creditdelta.kernel.names.near import judge
from creditdelta.kernel.names.parts import NameParts, parse
from creditdelta.kernel.names.places import agree, leading_places
from creditdelta.kernel.names.verdicts import Decision
from creditdelta.kernel.names.words import NameWords


def branch_relation(ours: NameParts, theirs: NameParts, words: NameWords) -> Decision | None:
    """The decision where a branch is concerned; None where neither name is one."""
    longer, shorter = (ours, theirs) if len(ours.name) > len(theirs.name) else (theirs, ours)
    if shorter.name and longer.name.startswith(shorter.name):
        found = _continued(longer, shorter, words)
        if found is not None:
            return found
    if ours.parent and theirs.parent:
        return _two_branches(ours, theirs, words)
    if ours.parent or theirs.parent:
        branch, other = (ours, theirs) if ours.parent else (theirs, ours)
        return _branch_and_other(branch, other, words)
    return None


def _continued(longer: NameParts, shorter: NameParts, words: NameWords) -> Decision | None:
    """The longer name is the shorter one and something after it."""
    tail = longer.name[len(shorter.name) :]
    if longer.parent == shorter.name:
        return verdicts.BRANCH
    if len(shorter.legal_form) > 1:
        hanging = cut_ending(tail, _hanging_forms(words))[1]
        return verdicts.BRANCH if hanging else verdicts.BRANCH_UNCLEAR
    which, form = cut_ending(tail, words.branch_forms)
    named = form and cut_ending(which, words.industries)[0]  # 人民路店, but not 百货店
    return verdicts.BRANCH if named and not shorter.legal_form else None


@cache
def _hanging_forms(words: NameWords) -> frozenset[str]:
    return words.branch_forms | words.dependent_forms


def _two_branches(ours: NameParts, theirs: NameParts, words: NameWords) -> Decision:
    if ours.parent == theirs.parent:
        return _two_tails(ours.branch, theirs.branch, words)
    parents = _parents(ours.parent, theirs.parent, words)
    if parents.decision != "review":
        return verdicts.OTHER_BRANCH if parents.decision == "branch" else parents
    alike = letters(ours.branch) == letters(theirs.branch)
    return verdicts.BRANCH_UNCLEAR if alike else verdicts.OTHER_BRANCH


def _branch_and_other(branch: NameParts, other: NameParts, words: NameWords) -> Decision:
    if branch.name.endswith(other.name) and other.legal_form:
        return verdicts.SHORT_FORM
    parents = _parents(branch.parent, other.name, words)
    if parents.decision == "review":
        return verdicts.BRANCH_UNCLEAR
    if parents.decision == "branch" and len(other.name) > len(branch.parent):
        return verdicts.OTHER_BRANCH  # the other hangs on the same parent
    close = parents.decision == "different" and _alike(branch.name, other.name, words)
    return verdicts.BRANCH_UNCLEAR if close else parents


def _parents(ours: str, theirs: str, words: NameWords) -> Decision:
    first, second = parse(ours, words), parse(theirs, words)
    if first.name == second.name:
        return verdicts.BRANCH
    return branch_relation(first, second, words) or judge(first, second, words)


def _two_tails(ours: str, theirs: str, words: NameWords) -> Decision:
    first, mine = leading_places(ours.strip("()"), words)
    second, yours = leading_places(theirs.strip("()"), words)
    counted, recounted = numbers(ours), numbers(theirs)
    if not agree(first, second, words) or (counted and recounted and counted != recounted):
        return verdicts.OTHER_BRANCH
    if _uncounted(mine, words) == _uncounted(yours, words):
        return verdicts.BRANCH_UNCLEAR
    close = _alike(ours, theirs, words) and not other_numeral(ours, theirs)
    return verdicts.BRANCH_UNCLEAR if close else verdicts.OTHER_BRANCH


def _uncounted(tail: str, words: NameWords) -> str:
    """What tells a branch apart besides its place, its number and the kind of branch."""
    return without_numbers(letters(cut_ending(tail, words.branch_forms)[0]))


def _alike(ours: str, theirs: str, words: NameWords) -> bool:
    return one_slip(ours, theirs) or outline(ours, words) == outline(theirs, words)
