"""Two names that are not equal: must a person look, or are they plainly two organisations?

Clause  S27
Data    the words of rulebook/codes/names
Pure    neither name is a branch here (branches.py), a person, empty or ruined (compare.py).
"""

from creditdelta.kernel.names import verdicts
from creditdelta.kernel.names.likeness import (
    letters,
    numbers,
    one_slip,
    other_numeral,
    same_outline,
    short_form_of,
    without_numbers,
)
from creditdelta.kernel.names.parts import NameParts
from creditdelta.kernel.names.places import agree, leading_places
from creditdelta.kernel.names.verdicts import Decision
from creditdelta.kernel.names.words import NameWords

_ENOUGH = 2  # characters a trade name needs before a part of it means anything
_CLEAR = 3  # characters a trade name needs before one slip in it is worth a look
_WORD = 2  # characters of a plain industry word
_TAIL = 4  # characters a name needs to be looked for at the end of a longer one


def judge(ours: NameParts, theirs: NameParts, words: NameWords) -> Decision:
    """`review`, `different`, or `branch` where the legal form alone says so."""
    places_agree = agree(ours.places, theirs.places, words)
    return (
        _written_alike(ours.name, theirs.name, words, places_agree=places_agree)
        or _place_missing(ours.name, theirs.name, words)
        or (None if places_agree else verdicts.OTHER_PLACE)
        or _by_parts(ours, theirs, words)
        or _by_likeness(ours, theirs, words)
    )


def _written_alike(
    ours: str, theirs: str, words: NameWords, *, places_agree: bool
) -> Decision | None:
    if letters(ours) == letters(theirs):
        return verdicts.MARKS_ONLY
    if not places_agree:
        return None
    mine, yours = numbers(ours), numbers(theirs)
    if mine and mine == yours and without_numbers(ours) == without_numbers(theirs):
        return verdicts.MARKS_ONLY  # 第12机械厂, 第十二机械厂
    if other_numeral(ours, theirs):
        return verdicts.OTHER_NUMBER
    if len(ours) == len(theirs) and same_outline(ours, theirs, words):
        return verdicts.LOOK_ALIKE
    return verdicts.OTHER_NUMBER if mine and yours and mine != yours else None


def _place_missing(ours: str, theirs: str, words: NameWords) -> Decision | None:
    short, full = sorted((ours, theirs), key=len)
    if len(short) < _TAIL or not full.endswith(short):
        return None
    _, rest = leading_places(full[: -len(short)], words)
    return verdicts.SHORT_FORM if rest else verdicts.PLACE_WRITTEN_OTHERWISE


def _by_parts(ours: NameParts, theirs: NameParts, words: NameWords) -> Decision | None:
    if ours.trade_name != theirs.trade_name or not ours.trade_name:
        return None
    if ours.industry == theirs.industry:
        if ours.legal_form == theirs.legal_form:
            same_asides = ours.asides == theirs.asides
            return verdicts.PLACE_WRITTEN_OTHERWISE if same_asides else verdicts.BRACKET_DIFFERS
        return verdicts.BRANCH if _branch_form(ours, theirs, words) else verdicts.OTHER_FORM
    if one_slip(ours.name, theirs.name):
        return verdicts.ONE_CHARACTER
    if _form_says_industry(ours, theirs) or _form_says_industry(theirs, ours):
        return verdicts.OTHER_FORM
    related = _related(ours.industry, theirs.industry)
    if related and _kindred(ours, theirs, words):
        return verdicts.INDUSTRY_INCOMPLETE
    return verdicts.OTHER_INDUSTRY


def _branch_form(ours: NameParts, theirs: NameParts, words: NameWords) -> bool:
    """One is a branch by its form alone, as 某某分公司 beside 某某有限公司."""
    only_branch = words.branch_forms - words.legal_forms
    return (ours.legal_form in only_branch) != (theirs.legal_form in only_branch)


def _form_says_industry(ours: NameParts, theirs: NameParts) -> bool:
    """贸易商行 beside 贸易有限公司."""
    same = bool(theirs.industry) and ours.legal_form.startswith(theirs.industry)
    return same and not ours.industry


def _related(ours: str, theirs: str) -> bool:
    """One is a part of the other, or they are near words such as 贸易 and 商贸."""
    short, full = sorted((ours, theirs), key=len)
    near_words = len(short) == len(full) == _WORD and not set(short).isdisjoint(full)
    return near_words or short_form_of(short, full)


def _kindred(ours: NameParts, theirs: NameParts, words: NameWords) -> bool:
    """Whether one could be the other with a part left out: a cooperative and a firm could not."""
    forms = {ours.legal_form, theirs.legal_form} - {""}
    return len(forms) < 2 or forms <= words.company_forms or bool(ours.industry and theirs.industry)  # noqa: PLR2004  two


def _by_likeness(ours: NameParts, theirs: NameParts, words: NameWords) -> Decision:
    if len(ours.trade_name) == len(theirs.trade_name) == 1:  # 甲厂, 乙厂: all that tells them apart
        return verdicts.OTHER_TRADE_NAME
    if one_slip(ours.name, theirs.name):
        return verdicts.ONE_CHARACTER
    mine, yours = ours.trade_name + ours.industry, theirs.trade_name + theirs.industry
    short, full = sorted((mine, yours), key=len)
    if len(short) >= _ENOUGH and full.startswith(short) and _kindred(ours, theirs, words):
        return verdicts.INDUSTRY_INCOMPLETE
    if _abbreviates(ours, theirs) or _abbreviates(theirs, ours):
        return verdicts.SHORT_FORM
    if ours.industry == theirs.industry and len(short) >= _CLEAR and one_slip(mine, yours):
        return verdicts.ONE_CHARACTER
    return verdicts.OTHER_TRADE_NAME


def _abbreviates(short: NameParts, full: NameParts) -> bool:
    """A name without a legal form may be a short form: 中石化 of 中国石油化工股份有限公司."""
    bare = not short.legal_form and _ENOUGH <= len(short.name) < len(full.name)
    return bare and short.name[0] == full.name[0] and short_form_of(short.name, full.name)
