"""Whom an entry of a list means, and what is told of them: the same as one by one."""

from pathlib import Path

import pytest

from creditdelta.intake.tests.supplies import written
from creditdelta.screening.tests.scenes import (
    FIRMS,
    adverse_of,
    firm,
    firms,
    screened,
)
from creditdelta.search.tests.scenes import followed, registers, take
from creditdelta.world import codes


@pytest.fixture(autouse=True)
def register(ledger: Path, tmp_path: Path) -> None:
    firms(tmp_path)


def test_a_code_answers_with_what_its_archive_shows() -> None:
    told = screened(*({"code": firm(number)[0]} for number in range(FIRMS)))
    assert [one["match"] for one in told] == ["exact"] * FIRMS
    assert [(one["code"], one["name"]) for one in told] == [firm(n) for n in range(FIRMS)]
    assert [one["adverse"] for one in told] == [adverse_of(firm(n)[0]) for n in range(FIRMS)]
    assert [bool(one["adverse"]) for one in told] == [True] * 3 + [False] * 3
    assert (told[0]["life"], told[0]["division"]) == ("alive", "310115")


def test_a_name_answers_for_the_one_that_bears_it() -> None:
    (told,) = screened({"id": "a-1", "name": firm(0)[1]})
    assert (told["match"], told["code"], told["id"]) == ("name", firm(0)[0], "a-1")
    assert told["archive"] == f"/api/v1/subjects/{firm(0)[0]}"


def test_code_and_name_are_compared() -> None:
    fits, other = screened(
        {"code": firm(0)[0], "name": firm(0)[1]}, {"code": firm(0)[0], "name": firm(1)[1]}
    )
    assert (fits["match"], fits["name_fits"]) == ("exact", True)
    assert (other["match"], other["code"], other["name_fits"]) == ("exact", firm(0)[0], False)


def test_a_slip_is_offered_and_never_answered() -> None:
    code, name = firm(0)
    wrong = code[:-1] + ("A" if code[-1] != "A" else "B")
    told = screened(
        {"code": wrong}, {"name": name.replace("商贸", "商茂")}, {"name": "上海无此有限公司"}
    )
    assert [one["match"] for one in told] == ["candidates", "candidates", "unknown"]
    assert [one["code"] for one in told] == [None] * 3
    assert all(one["adverse"] is None for one in told)
    assert code in [one["code"] for one in told[0]["candidates"]]
    assert code in [one["code"] for one in told[1]["candidates"]]
    assert len(told[1]["candidates"]) <= 5
    assert not any("adverse" in one for line in told for one in line["candidates"])


def test_a_name_alone_never_answers_for_a_code_nobody_has() -> None:
    unknown = codes.uscc("91", "310115", firm(40)[0][8:17])
    (told,) = screened({"code": unknown, "name": firm(2)[1]})
    assert (told["match"], told["code"]) == ("candidates", None)
    assert [one["code"] for one in told["candidates"]] == [firm(2)[0]]


def test_two_that_bear_one_name_are_candidates(tmp_path: Path) -> None:
    registers(tmp_path, [firm(0)[1]], first=FIRMS)
    followed()
    (told,) = screened({"name": firm(0)[1]})
    assert told["match"] == "candidates"
    assert {one["code"] for one in told["candidates"]} == {firm(0)[0], firm(FIRMS)[0]}


def test_a_former_name_and_an_older_number_lead_to_one(tmp_path: Path) -> None:
    code, _ = firm(1)
    registers(tmp_path, ["上海新名商贸有限公司"], first=1, issued=9, organisation_code=code[8:17])
    followed()
    now, older, former = screened(
        {"name": "上海新名商贸有限公司"}, {"code": code[8:17]}, {"name": firm(1)[1]}
    )
    assert (now["match"], older["match"]) == ("name", "legacy")
    assert now["code"] == older["code"] == code
    assert older["adverse"] == adverse_of(code)
    assert (former["match"], former["code"]) == ("former_name", code)


def test_a_sole_trader_is_found_by_its_full_code_only(tmp_path: Path) -> None:
    code, name = codes.uscc("92", "310115", firm(30)[0][8:17]), "上海示例小面馆"
    row = {"uscc": code, "name": name, "status": "存续", "organisation_code": code[8:17]}
    take(written(tmp_path / "sole.csv", "registration", [row]))
    followed()
    wrong = code[:-1] + ("A" if code[-1] != "A" else "B")
    told = screened(
        {"code": code},
        {"name": name},
        {"code": code[8:17]},
        {"code": wrong},
        {"name": "上海示例小麺馆"},
    )
    assert [one["match"] for one in told] == ["exact", *["unknown"] * 4]


def test_nothing_grades_anybody() -> None:
    (told,) = screened({"code": firm(0)[0]})
    assert not {"score", "grade", "rank", "risk"} & told.keys()
