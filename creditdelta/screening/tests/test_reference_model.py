"""A list of anything is answered as a second description of the rules says, entry by entry.

The model knows the register as a list of facts and compares each entry with all of them; it shares nothing
with the product but the normal form of names and what one edit is.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from creditdelta.intake.tests.supplies import written
from creditdelta.kernel.identifiers import uscc
from creditdelta.kernel.names.normal_form import read_notes
from creditdelta.rulebook.codes import uscc_tables
from creditdelta.rulebook.name_words import name_words
from creditdelta.screening.tests.scenes import firm, firms, screened
from creditdelta.search.rules import one_edit
from creditdelta.search.tests.scenes import followed, registers, take
from creditdelta.world import codes

PLAIN, SHARED, RENAMED, SOLE = 6, 6, 7, 30
NEW, SHOP = "上海易名商贸有限公司", "上海示例小面馆"
Answer = tuple[str, str | None, bool | None, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Fact:
    """An organisation of the register as the model knows it."""

    code: str
    name: str
    former: tuple[str, ...] = ()
    older: str = ""


def sole_trader() -> str:
    return codes.uscc("92", "310115", firm(SOLE)[0][8:17])


def register() -> list[Fact]:
    """Six plain ones; one that shares a name; one that was renamed and has an older number; a sole trader."""
    plain = [Fact(*firm(number)) for number in range(PLAIN)]
    renamed = firm(RENAMED)
    return [
        *plain,
        Fact(firm(SHARED)[0], firm(0)[1]),
        Fact(renamed[0], NEW, (renamed[1],), renamed[0][8:17]),
        Fact(sole_trader(), SHOP, (), sole_trader()[8:17]),
    ]


@pytest.fixture
def known(ledger: Path, tmp_path: Path) -> list[Fact]:
    firms(tmp_path, PLAIN)
    registers(tmp_path, [firm(0)[1]], first=SHARED)
    registers(tmp_path, [firm(RENAMED)[1]], first=RENAMED, issued=2)
    code = firm(RENAMED)[0]
    registers(tmp_path, [NEW], first=RENAMED, issued=3, organisation_code=code[8:17])
    shop = {
        "uscc": sole_trader(), "name": SHOP, "status": "存续",
        "organisation_code": sole_trader()[8:17],
    }  # fmt: skip
    take(written(tmp_path / "shop.csv", "registration", [shop]))
    followed()
    return register()


def normal(name: str) -> str:
    return read_notes(name, name_words()).name


def expected(code: str, name: str, facts: list[Fact]) -> Answer:
    """What the rules say, one fact after another."""
    found = [one for one in facts if not one.code.startswith("92")]
    wanted = normal(name) if name else ""
    bear = [one.code for one in found if wanted and normal(one.name) == wanted]
    bore = [one.code for one in found if wanted in map(normal, one.former) and wanted]
    near = [
        one.code
        for one in found
        if wanted and not bear and not bore
        and any(one_edit(wanted, normal(other)) for other in (one.name, *one.former))
    ]  # fmt: skip
    if code:
        plain = uscc.compact(code)
        own = [one.code for one in facts if one.code == plain]
        older = [one.code for one in found if one.older == plain]
        fits = None if not name else (own or older or [""])[0] in (*bear, *bore)
        if own:
            return "exact", own[0], fits, frozenset()
        if older:
            return "legacy", older[0], fits, frozenset()
        offers = uscc.suggest(plain, uscc_tables())
        slips = [one.code for one in found if one.code in offers]
        offered = frozenset((*slips, *bear, *bore, *near))
        return ("candidates", None, None, offered) if offered else ("unknown", None, None, offered)
    if len(bear) == 1:
        return "name", bear[0], None, frozenset(bore)
    if not bear and len(bore) == 1:
        return "former_name", bore[0], None, frozenset()
    offered = frozenset((*bear, *bore, *near))
    return ("candidates", None, None, offered) if offered else ("unknown", None, None, offered)


CODES = [one.code for one in register()] + [one.older for one in register() if one.older]
NAMES = [name for one in register() for name in (one.name, *one.former)]


@st.composite
def slipped(draw: st.DrawFn, texts: list[str], signs: str) -> str:
    """One of the texts, as it is or with a slip or two."""
    text = draw(st.sampled_from(texts))
    for _ in range(draw(st.sampled_from((0, 0, 1, 2)))):
        at, sign = draw(st.integers(0, len(text) - 2)), draw(st.sampled_from(signs))
        ways = (
            text[:at] + text[at + 1 :],
            text[:at] + sign + text[at:],
            text[:at] + sign + text[at + 1 :],
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
        )
        text = draw(st.sampled_from(ways))
    return text


CODED = st.one_of(st.just(""), slipped(CODES, "0159AMX"))
NAMED = st.one_of(st.just(""), slipped(NAMES, "商甲市一"))


@settings(
    max_examples=60, deadline=None, phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(st.lists(st.tuples(CODED, NAMED).filter(any), min_size=1, max_size=12))
def test_a_list_is_answered_as_the_model_says(
    known: list[Fact], asked: list[tuple[str, str]]
) -> None:
    told = screened(*({"code": code, "name": name} for code, name in asked))
    for (code, name), line in zip(asked, told, strict=True):
        if line["match"] == "person":
            continue  # tests of persons say which
        match, who, fits, offered = expected(code, name, known)
        assert (line["match"], line["code"], line["name_fits"]) == (match, who, fits), (code, name)
        candidates = {one["code"] for one in line["candidates"]}
        assert candidates <= offered
        assert len(candidates) == min(len(offered), 5)
