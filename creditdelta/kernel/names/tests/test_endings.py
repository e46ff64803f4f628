"""The quick ways of looking into word lists answer as the plain ways do."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from creditdelta.kernel.names.endings import cut_ending
from creditdelta.kernel.names.likeness import outline, same_outline
from creditdelta.kernel.names.places import leading_places

TEXT = st.text("公司分店厂市", max_size=9)
WORDS = st.frozensets(st.text("公司分店厂市", min_size=1, max_size=7), max_size=8)


@given(TEXT, WORDS)
def test_the_longest_ending_is_cut(text, words):
    longest = max((word for word in words if text.endswith(word)), key=len, default="")
    assert cut_ending(text, words) == (text.removesuffix(longest), longest)


class Vocabulary:
    """Words compared by identity, as the rulebook's are."""

    def __init__(self, **words: Any) -> None:
        self.__dict__.update(words)


@given(TEXT, WORDS)
def test_the_longest_place_is_taken_first(text, places):
    words: Any = Vocabulary(places=dict.fromkeys(places, ("",)))
    found, rest = [], text
    while word := max((one for one in places if rest.startswith(one)), key=len, default=""):
        found.append(word)
        rest = rest.removeprefix(word)
    assert leading_places(text, words) == (tuple(found), rest)


@given(
    st.text("未末己已巳甲", min_size=4, max_size=4), st.text("未末己已巳甲", min_size=4, max_size=4)
)
def test_an_outline_is_the_same_where_the_outlines_are(ours, theirs):
    words: Any = Vocabulary(look_alikes={"末": "未", "已": "己", "巳": "己"})
    alike = outline(ours, words) == outline(theirs, words)
    assert same_outline(ours, theirs, words) == alike
