"""The page on how repair goes: every value of the rulebook with its ground, in both languages."""

import re
from html import unescape

import pytest
from django.test import Client

from creditdelta.journal.synthetic import business_day
from creditdelta.pages.grounds import in_one
from creditdelta.repair.public_tables import CLOCKS, DECIDERS, EFFECTS, HOWS, least_periods
from creditdelta.rulebook.publication_words import spoken
from creditdelta.rulebook.repairs import (
    ClockStep,
    clock_on,
    commitment_on,
    papers,
    repairs,
    ways_on,
)

pytestmark = pytest.mark.usefixtures("ledger")
PAGE = "/repair/"
UNVERIFIED = {"zh": "默认取值，未经核实", "en": "a default, not verified"}


def said(lang: str, more: str = "") -> str:
    answer = Client().get(f"{'/en' if lang == 'en' else ''}{PAGE}{more}")
    assert answer.status_code == 200
    return answer.content.decode()


def rows(lang: str, table: str) -> list[str]:
    """The lines of a table as a file."""
    return said(lang, f"?format=csv&table={table}").splitlines()[1:]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_value_is_said_with_its_ground(lang: str) -> None:
    day, page = business_day(), re.sub(r"\s+", " ", unescape(said(lang)))
    known = repairs()
    words = [one.label.say(lang) for one in known.regimes]
    words += [text.say(lang) for way in ways_on(day).values() for text in (way.label, way.hint)]
    words += [one.label.say(lang) for one in papers().values()]
    words += [commitment_on(day).text.say(lang)]
    words += [CLOCKS[one.step].say(lang) for one in known.clocks]
    words += [row.label.say(lang) for _, row in least_periods()]
    bases = [one.basis for one in known.regimes]
    bases += [one.basis for one in ways_on(day).values()]
    bases += [row.basis for _, row in least_periods()]
    words += [in_one(one.title, lang) for one in bases]
    for text in words:
        assert text in page, text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_a_default_says_so(lang: str) -> None:
    lines = rows(lang, "clocks")
    steps: tuple[tuple[ClockStep, str], ...] = (("decide", "default"), ("share", "law"))
    for step, kind in steps:
        clock = clock_on(step, business_day())
        assert clock.basis.kind == kind
        [line] = [one for one in lines if CLOCKS[step].say(lang) in one]
        assert spoken(clock.term, lang) in line
        assert (UNVERIFIED[lang] in line) == (kind == "default")


@pytest.mark.parametrize(
    ("lang", "ours"), [("zh", "时数由本平台暂定"), ("en", "the hours are ours")]
)
def test_what_is_ours_within_an_agreement_is_told_beside_it(lang: str, ours: str) -> None:
    [line] = [one for one in rows(lang, "ways") if ours in one]
    assert "20" in line


def test_every_word_of_the_rulebook_has_words() -> None:
    known = repairs()
    assert {one.step for one in known.clocks} == set(CLOCKS)
    assert {one.how for one in known.papers} == set(HOWS)
    assert {each for one in known.regimes for each in one.ends} <= set(EFFECTS)
    assert {by for one in known.regimes for by in (one.by.record, one.by.entry)} <= set(DECIDERS)


def test_it_is_free_and_can_be_challenged() -> None:
    page = said("zh")
    for text in (
        "修复不收费",
        "都与本平台无关",
        "行政复议",
        "以社会公益服务修复",
        'id="alternatives"',
    ):
        assert text in page, text
    page = said("en")
    for text in ("Repair is free", "nothing to do with this platform", "by service to the public"):
        assert text in page, text


def test_papers_are_told_by_procedure() -> None:
    [licence] = [one for one in rows("en", "papers") if "business licence" in one]
    assert licence.endswith("not asked for,asked for,asked for")  # the latest procedure first
