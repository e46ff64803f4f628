"""Whatever is in the index, a search finds just what a look at every name would find, in that order."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from creditdelta.rulebook.name_words import name_words
from creditdelta.search import candidates, engines, rules
from creditdelta.search.initials import initials
from creditdelta.search.models import Entry as Row
from creditdelta.search.rules import Entry, ranked_id

pytestmark = pytest.mark.usefixtures("ledger")
SIGNS = "示例行会AB1(·'\"\\%{},"
KEY = bytes(32)
NAMES = st.lists(st.text(SIGNS, min_size=1, max_size=40), min_size=1, max_size=12, unique=True)
TEXTS = st.text(SIGNS, min_size=2, max_size=5)


def entry(number: int, normal: str, province: str) -> Entry:
    ref = number.to_bytes(16, "big")
    typed = " ".join(initials(normal))
    rank = ranked_id(KEY, ref, normal)
    core = rules.core_of(normal, name_words())
    return Entry(
        rank, ref, normal, normal, typed, core, number % 2 == 1, province, "", "", "alive", "91"
    )


@pytest.fixture(params=["indexed", "not yet"])
def engine(request: pytest.FixtureRequest, ledger: Path) -> Iterator[None]:
    engines.emptied()
    if request.param == "indexed":
        engines.indexed()
    yield
    engines.emptied()
    engines.indexed()


@pytest.mark.usefixtures("engine")
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NAMES, TEXTS, st.sampled_from(["", "31", "32"]))
def test_as_a_look_at_every_name(names: list[str], text: str, province: str) -> None:
    Row.objects.all().delete()
    engines.remove([])
    entries = [entry(n, name, "31" if n % 3 else "32") for n, name in enumerate(names)]
    engines.write(entries, [1] * len(entries))
    within = [one for one in entries if province in ("", one.province)]
    by_name = candidates.candidates((text,), "", {"province": province})
    expected = sorted(
        (rules.by_name(one, text, (text,)), one.normal) for one in within if text in one.normal
    )
    assert [one.normal for _, one in by_name.ranked] == [name for _, name in expected]
    letters = "".join(sign for sign in text.lower() if sign.isascii() and sign.isalnum())
    if len(letters) > 1:
        found = candidates.candidates((text,), letters, {"province": province}).ranked
        typed = {one.normal for one in within if letters in one.initials}
        assert {one.normal for _, one in found} == {name for _, name in expected} | typed
    engines.remove(entries)


def test_a_common_text_is_cut_at_the_same_place_and_keeps_who_begins_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engines.indexed()
    monkeypatch.setattr(candidates, "MOST", 10)
    monkeypatch.setattr(candidates, "MOST_BEGINNING", 3)
    names = [f"甲{'乙' * (n % 7)}示例{chr(0x5000 + n)}" for n in range(60)]
    names += [f"示例{'丙' * 30}{chr(0x5000 + n)}" for n in range(5)]
    entries = [entry(n, name, "31") for n, name in enumerate(names)]
    engines.write(entries[::-1], [1] * len(entries))
    found = candidates.candidates(("示例",), "", {})
    best = sorted(entries, key=lambda one: one.id)
    begin = [one for one in best if one.normal.startswith("示例")]
    assert found.more
    assert {one.id for _, one in found.ranked} == {one.id for one in (*best[:10], *begin[:3])}
    assert {one.id for _, one in found.ranked[:3]} == {one.id for one in begin[:3]}
    assert not candidates.candidates(("丙丙示",), "", {}).ranked
    engines.remove(entries)
    assert not Row.objects.exists()
    assert not candidates.candidates(("示例",), "", {}).ranked


def test_ranks_and_steps_agree() -> None:
    ranks = sorted(
        ranked_id(KEY, n.to_bytes(16, "big"), "示" * length)
        for length in (1, 2, 3, 4, 5, 20, 34, 35, 36, 40, 254, 255, 300)
        for n in range(40)
    )
    steps = [rules.tier_of(rank) for rank in ranks]
    assert steps == sorted(steps)
    assert 0 <= steps[0] <= steps[-1] < rules.TIERS
    assert all(0 < rank < 1 << 62 for rank in ranks)
