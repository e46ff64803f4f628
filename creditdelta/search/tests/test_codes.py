"""By codes of any scheme and spelling, inside a sentence; what is wrong with one that leads nowhere."""

from pathlib import Path
from random import Random

import pytest

from creditdelta.intake.tests.supplies import organisation, written
from creditdelta.search.models import Entry
from creditdelta.search.tests.scenes import asked, followed, registers, shown, take
from creditdelta.world import codes

pytestmark = pytest.mark.usefixtures("ledger")
CODE, NAME = organisation(0)
OTHER = organisation(1)[0]
OLD_NUMBER = "110108000000016"


@pytest.fixture(autouse=True)
def register(tmp_path: Path, ledger: Path) -> None:
    registers(tmp_path, [NAME], registration_number=OLD_NUMBER)
    registers(tmp_path, ["上海另一示例有限公司"], first=1)
    followed()


def wide(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) for sign in text)


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        CODE.lower(),
        wide(CODE),
        f" {CODE[:8]} {CODE[8:17]} {CODE[17:]} ",
        f"{CODE[:4]}-{CODE[4:8]}-{CODE[8:]}",
        f"请帮忙查一下{NAME}（{CODE}）的信用情况，谢谢！",
        f"代码：{CODE[:8]} {CODE[8:17]} {CODE[17:]}。",
    ],
)
def test_a_code_however_it_is_typed(text: str) -> None:
    (hit,) = asked(text).hits
    assert (hit.code, hit.name, hit.matched) == (CODE, NAME, "code")


def test_several_codes_in_one_sentence() -> None:
    found = asked(f"{CODE}、{OTHER}")
    assert [hit.code for hit in found.hits] == [CODE, OTHER]


@pytest.mark.parametrize(
    "text", [OLD_NUMBER, f"注册号{OLD_NUMBER}。", CODE[8:17], f"{CODE[8:16]}-{CODE[16]}"]
)
def test_an_older_number(text: str) -> None:
    (hit,) = asked(text).hits
    assert (hit.code, hit.matched) == (CODE, "older_number")


def test_a_wrong_code_says_which_sign_and_what_was_likely_meant() -> None:
    typed = f"{CODE[:10]}{'7' if CODE[10] != '7' else '8'}{CODE[11:]}"
    found = asked(typed)
    assert (found.hits, found.count) == ((), 0)
    (wrong,) = found.wrong
    assert "CD-USCC-003" in wrong.reasons
    assert wrong.wrong_at is not None
    assert (CODE, NAME) in [(offer.code, offer.name) for offer in wrong.offers]


def test_a_code_in_order_but_unknown_here() -> None:
    (wrong,) = asked(organisation(7)[0]).wrong
    assert (wrong.reasons, wrong.offers) == ((), ())


def test_a_sole_trader_by_its_exact_code_only(tmp_path: Path) -> None:
    trader = codes.uscc("92", "310115", CODE[8:17])
    name, number = "上海示例小吃店", codes.registration_number(Random(1), "310115")
    row = {"uscc": trader, "name": name, "status": "存续", "established_on": "2015-03-04"}
    take(written(tmp_path / "s.csv", "registration", [row | {"registration_number": number}]))
    followed()
    assert not Entry.objects.filter(name=name).exists()
    assert shown(name) == shown("示例小吃") == shown("slxcd") == []
    assert asked("上海示例小吃铺").near == ()
    assert [hit.code for hit in asked(trader).hits] == [trader]
    assert trader not in [hit.code for hit in asked(number).hits]
    typed = trader[:17] + ("0" if trader[17] != "0" else "1")
    assert all(offer.code != trader for one in asked(typed).wrong for offer in one.offers)
