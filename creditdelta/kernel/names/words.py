"""Which words does reading a name rest on? The vocabulary, as one value handed to every function.

Clause  S27, S28: attribution needs names that can be told apart.
Data    rulebook/codes/names/*.csv and rulebook/codes/divisions.csv (rulebook/name_words.py loads).
Pure    holds data only; compared by identity, so that answers can be remembered per vocabulary.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class NameWords:
    """Every word list of the names folder; words are written in normal form.

    `places` gives for each place word the division prefixes it may mean ("31", "3205",
    "320583"; "" is the whole country); a word may be several places.
    """

    legal_forms: frozenset[str]
    company_forms: frozenset[str]
    parent_forms: frozenset[str]  # those a dependent shop or factory may hang on
    dependent_forms: frozenset[str]  # those that may hang on a company: 商店, 加工厂
    given_name_endings: frozenset[str]  # forms a personal name may end in as well: 堂, 轩
    branch_forms: frozenset[str]
    industries: frozenset[str]
    status_words: frozenset[str]
    bare_status_words: frozenset[str]  # those that are a status without brackets as well
    former_marks: tuple[str, ...]  # "原名": what follows is the earlier name; longest first
    former_endings: tuple[str, ...]  # 由…"更名"
    later_marks: tuple[str, ...]  # "现名": what follows is the present name
    other_marks: tuple[str, ...]  # "第二名称": one more name at the same time
    person_marks: tuple[str, ...]
    surnames: frozenset[str]
    common_surnames: frozenset[str]
    latin_surnames: frozenset[str]
    placeholders: frozenset[str]
    ruin_marks: tuple[str, ...]
    characters: tuple[tuple[str, str], ...]  # one character whose conversion differs
    phrases: tuple[tuple[str, str], ...]  # whole words whose conversion differs
    look_alikes: Mapping[str, str]  # character -> the one that stands for its class
    places: Mapping[str, tuple[str, ...]]
