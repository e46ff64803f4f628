"""Places: what lies in what, what may be named together, and what everything is called."""

import pytest

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.cities import PROVINCES, cities
from creditdelta.rulebook.codes import divisions
from creditdelta.rulebook.places import (
    NATION,
    check_places,
    county_names,
    is_county,
    lies_in,
    place_name,
)
from creditdelta.rulebook.strict import Place, RulebookError

JIADING, KUNSHAN, TAICANG, CHANGSHU = "310114", "320583", "320585", "320581"
SUZHOU, NANJING, SHANGHAI, JIANGSU = "320500", "320100", "310000", "320000"
PARTIES = (JIADING, KUNSHAN, TAICANG)
HERE = Place("some.toml", "regions")
COUNTIES = [code for code in divisions() if is_county(code)]
WRONG = [
    ((), False, "are no regions. Mend: name them by division code"),
    (("110000",), False, "'110000' is no division here. Mend: did you mean 310000"),
    (("320538",), False, "is no division here. Mend: did you mean 32058"),
    (("昆山",), False, r"is no division here. Mend: did you mean 320583 \(江苏省昆山市\)"),
    (("nowhere",), False, "is no division here. Mend: see codes/divisions.csv"),
    (("",), False, "is no division here. Mend: see codes/divisions.csv"),
    ((NATION,), False, "is no division here"),
    ((KUNSHAN, NATION), True, "320583 lies in 100000"),
    ((SUZHOU, KUNSHAN), False, "320583 lies in 320500"),
    ((KUNSHAN, JIANGSU), False, "320583 lies in 320000"),
    ((JIANGSU, SUZHOU), True, "320500 lies in 320000"),
    ((KUNSHAN, KUNSHAN), False, "320583 is named twice"),
    (("320584",), False, r"320584 \(吴江市\) is no longer in use. Mend: name 320509 \(吴江区\)"),
    (("310100",), False, "is no province, city or county"),
    (("320576",), False, "is no province, city or county"),
]


def test_what_is_inside_is_reached_and_what_is_larger_is_not() -> None:
    assert all(lies_in(one, PARTIES) for one in PARTIES)
    for outside in (SUZHOU, NANJING, CHANGSHU, SHANGHAI, JIANGSU, NATION, "310115"):
        assert not lies_in(outside, PARTIES), outside
    assert lies_in(KUNSHAN, (SUZHOU,))
    assert lies_in(SUZHOU, (JIANGSU,))
    assert lies_in(JIADING, (SHANGHAI,))
    assert lies_in(NATION, (NATION,))
    assert not lies_in(NATION, tuple(PROVINCES))


def test_every_division_lies_in_one_city_one_province_and_the_country() -> None:
    assert len(COUNTIES) == 16 + 95 + 90 + 104
    for code in COUNTIES:
        assert [city for city in cities() if lies_in(code, (city,))] == (
            [SHANGHAI] if lies_in(code, (SHANGHAI,)) else [f"{code[:4]}00"]
        )
        assert [province for province in PROVINCES if lies_in(code, (province,))] == [
            f"{code[:2]}0000"
        ]
        assert lies_in(code, (NATION,))
        assert [other for other in COUNTIES if lies_in(code, (other,))] == [code]


def test_an_old_code_is_not_read_as_its_successor() -> None:
    assert divisions()["320523"].name == "昆山县"
    assert not lies_in("320523", PARTIES)
    assert lies_in("320523", (SUZHOU,))


@pytest.mark.parametrize(("named", "nation", "problem"), WRONG)
def test_what_may_not_be_named_is_told(named: tuple[str, ...], nation: bool, problem: str) -> None:
    with pytest.raises(RulebookError, match=problem):
        check_places(named, HERE, nation=nation)


def test_any_set_of_divisions_apart_may_be_named() -> None:
    for named in (PARTIES, (JIADING, SUZHOU, "330000"), tuple(PROVINCES), tuple(COUNTIES[:40])):
        check_places(named, HERE)
    check_places((NATION,), HERE, nation=True)


def test_names() -> None:
    assert [place_name(code).zh for code in PARTIES] == [
        "上海市嘉定区", "江苏省昆山市", "江苏省太仓市",
    ]  # fmt: skip
    assert [place_name(code).en for code in PARTIES] == [
        "Jiading, Shanghai", "Kunshan, Jiangsu", "Taicang, Jiangsu",
    ]  # fmt: skip
    assert place_name(SUZHOU) == Words("江苏省苏州市", "Suzhou, Jiangsu")
    assert place_name("320106").zh == "江苏省南京市鼓楼区"
    assert place_name("330523").en == "安吉县, Zhejiang"
    assert place_name(SHANGHAI) == PROVINCES[SHANGHAI]
    assert place_name(NATION).en == "the whole country"


def test_no_two_places_are_called_the_same() -> None:
    every = [*PROVINCES, *cities(), *COUNTIES]
    names = {code: place_name(code).zh for code in every}
    assert len(set(names.values())) == len(names)


def test_english_names_of_counties_say_how_they_are_known() -> None:
    assert set(PARTIES) <= county_names().keys()
    for code, one in county_names().items():
        assert is_county(code)
        assert one.en.isascii()
        assert one.basis.title
