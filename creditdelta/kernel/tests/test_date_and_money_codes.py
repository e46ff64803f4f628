"""Every code these readers can give has its entry, and its sentences can be filled."""

import re

import pytest

from creditdelta.kernel.errors import Lang, entries

PLACES = {"column": "处罚决定日期", "value": "x", "detail": "y"}
CODES = [code for family in ("date", "money", "calendar") for code in entries(family)]


@pytest.mark.parametrize("family", ["date", "money", "calendar"])
def test_codes_stand_in_the_file_of_their_family_in_order(family):
    codes = list(entries(family))
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(rf"CD-{family.upper()}-\d{{3}}", code) for code in codes)


@pytest.mark.parametrize("code", CODES)
def test_a_sentence_is_whole_in_both_languages(code):
    entry = entries(code.split("-")[1].lower())[code]
    stops: tuple[tuple[Lang, str], ...] = (("zh", "。"), ("en", "."))
    for lang, stop in stops:
        said = entry.sentence.say(lang).format(**PLACES)
        assert not re.search(r"[{}]", said)
        assert said.endswith(stop) or entry.sentence.say(lang).endswith("{detail}")
        assert entry.suggestion.say(lang).endswith(stop)
