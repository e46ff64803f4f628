"""The pages of a market reporter: its ledger, a look that was earned, its members."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client

from creditdelta.accounts.tests.signed_in import signed_in, with_post
from creditdelta.consent import services as consents
from creditdelta.consent.rules import Wish
from creditdelta.contributions import members as of_members
from creditdelta.contributions.models import Spending
from creditdelta.contributions.tests.reporting import (
    ASSOCIATION,
    BANK,
    MARCH,
    TODAY,
    members,
    reported,
    take,
)
from creditdelta.facade.today import today
from creditdelta.intake.tests.supplies import organisation, penalties, registrations
from creditdelta.journal.services import envelope
from creditdelta.lookups.models import Lookup
from creditdelta.lookups.queries import lookups_of
from creditdelta.rulebook.offices import office
from creditdelta.subjects.finding import by_code

pytestmark = pytest.mark.usefixtures("ledger")
CODE, NAME = organisation(0)
GIVEN = {"code": CODE, "purpose": "contract_review", "reference": "示贷〔2026〕1号"}


@pytest.fixture
def bank(tmp_path: Path) -> Client:
    """An officer of a bank with twenty verified records: two looks."""
    reported(tmp_path, 20)
    return signed_in(with_post("market_reporter", BANK))


def test_the_ledger_adds_up(bank: Client) -> None:
    page = bank.get("/desk/contributions/").content.decode()
    assert "登记和许可" in page
    rows = bank.get("/desk/contributions/?format=csv&table=ledger").content.decode("utf-8-sig")
    assert rows.splitlines()[1].split(",")[:6] == ["2026-03", "20", "20", "0", "20", "2"]


def test_a_look_is_made_and_read_for_a_while(bank: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = bank.post(f"/desk/earned/?office={BANK}", GIVEN)
    assert answer.status_code == 302
    page = bank.get(answer["Location"]).content.decode()
    assert NAME in page
    assert "示贷〔2026〕1号" in page
    assert [one.office for one in lookups_of(by_code(CODE)[0].ref)] == [BANK]
    assert "还可以查询 1 次" in bank.get("/desk/earned/").content.decode()
    Lookup.objects.update(looked_at=MARCH)
    closed = bank.get(answer["Location"])
    assert (closed.status_code, closed["Location"]) == (302, "/desk/earned/?office=310000-bank_1")


def test_only_unlocked_kinds_are_shown_and_nothing_past_its_time(
    bank: Client, tmp_path: Path
) -> None:
    take(penalties(tmp_path, 1))
    answer = bank.post(f"/desk/earned/?office={BANK}", GIVEN)
    kinds = bank.get(f"{answer['Location']}&format=csv").content.decode("utf-8-sig")
    assert "市场主体登记" in kinds
    assert "行政处罚" not in kinds, "the step of penalties is not reached"
    assert "合同履约" not in kinds, "market records are never unlocked"
    more = tmp_path / "more"
    more.mkdir()
    from creditdelta.contributions.tests.reporting import contracts

    take(contracts(more, 5, 41), BANK)
    again = bank.get(f"{answer['Location']}&format=csv").content.decode("utf-8-sig")
    ended = date(2026, 6, 2) < today()  # of publicity of that penalty
    assert ("行政处罚" in again) != ended


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"code": "913100000000000000"}, "没有登记过这个代码的组织"),
        ({"code": ""}, "没有登记过这个代码的组织"),
        ({"reference": ""}, "请写明合同"),
        ({"reference": "张某 11010119900307001X"}, "请写明合同"),
        ({"reference": "x" * 81}, "请写明合同"),
        ({"purpose": ""}, "请选择查询目的"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_spent(
    bank: Client, given: dict[str, str], said: str
) -> None:
    answer = bank.post(f"/desk/earned/?office={BANK}", GIVEN | given)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "11010119900307001X" not in answer.content.decode()
    assert (Lookup.objects.count(), Spending.objects.count()) == (0, 0)


def test_a_purpose_the_post_may_not_have_is_refused(bank: Client) -> None:
    given = GIVEN | {"purpose": "case_handling"}
    assert bank.post(f"/desk/earned/?office={BANK}", given).status_code == 403


def test_a_sole_trader_is_not_looked_at(bank: Client, tmp_path: Path) -> None:
    from random import Random

    from creditdelta.intake.tests.supplies import written
    from creditdelta.world import codes

    sole = codes.uscc("92", "310115", codes.organisation_code(Random(7), lead="MA"))
    row = {"uscc": sole, "name": "上海示例示某小吃店", "status": "存续"}
    take(written(tmp_path / "sole.csv", "registration", [row]))
    answer = bank.post(f"/desk/earned/?office={BANK}", GIVEN | {"code": sole})
    assert "个体工商户与自然人相近" in answer.content.decode()


def test_a_look_is_its_officers_own(bank: Client) -> None:
    address = bank.post(f"/desk/earned/?office={BANK}", GIVEN)["Location"]
    colleague = signed_in(with_post("market_reporter", BANK))
    assert colleague.get(address).status_code == 404
    elsewhere = signed_in(with_post("market_reporter", "320000-bank_1"))
    assert elsewhere.get(address).status_code == 403
    assert bank.get("/desk/earned/zz/").status_code == 404


def test_who_may_see_the_ledger(bank: Client) -> None:
    credit = signed_in(with_post("credit_officer", "310000-credit"))
    assert credit.get(f"/desk/contributions/?office={BANK}").status_code == 200
    assert credit.get("/desk/contributions/").status_code == 404, "an authority earns nothing"
    assert credit.get(f"/desk/earned/?office={BANK}").status_code == 403
    other = signed_in(with_post("sector_officer", "310000-ecology"))
    assert other.get(f"/desk/contributions/?office={BANK}").status_code == 403
    assert bank.get("/desk/contributions/?office=320000-bank_1").status_code == 403
    assert Client().get("/desk/contributions/").status_code == 302


def test_an_association_sees_what_changed_about_its_members(tmp_path: Path) -> None:
    take(members(tmp_path, 4), ASSOCIATION)
    found = of_members.members(office(ASSOCIATION), TODAY)
    assert {one.changes for one in found} == {("unconfirmed",)}
    take(registrations(tmp_path, 4))
    later = MARCH + timedelta(1)  # of two files of one moment neither is the later word
    take(registrations(tmp_path, 1, name="gone.csv", status="注销"), issued=later)
    code = organisation(3)[0]
    renamed = registrations(tmp_path, 4, name="renamed.csv")
    lines = renamed.read_text("utf-8").splitlines()
    kept = [lines[0], next(one for one in lines if code in one).replace("商贸", "科技")]
    renamed.write_text("\n".join(kept) + "\n", "utf-8")
    take(renamed, issued=later)
    changes = {one.number: one.changes for one in of_members.members(office(ASSOCIATION), TODAY)}
    assert changes["示0000"] == ("life",)
    assert changes["示0001"] == ()
    assert changes["示0003"] == ("name",)


def test_members_with_their_consent_and_the_way_to_ask(tmp_path: Path) -> None:
    take(registrations(tmp_path, 3))
    take(members(tmp_path, 3), ASSOCIATION)
    until = today() + timedelta(30)
    asked = Wish(
        by_code(CODE)[0].ref, ASSOCIATION, "contract_review", ("membership",), until, "示1"
    )
    made = consents.ask(asked, envelope("310000", "clerk"), today())
    consents.grant(made, ("membership",), until, envelope("310000", "own"), today())
    client = signed_in(with_post("market_reporter", ASSOCIATION))
    page = client.get("/desk/members/").content.decode()
    assert "已授权" in page
    asking = f"/desk/consents/?office={ASSOCIATION}&amp;code={organisation(1)[0]}"
    assert asking in page
    form = client.get(asking.replace("&amp;", "&")).content.decode()
    assert f'value="{organisation(1)[0]}"' in form
    assert (
        NAME
        not in signed_in(with_post("market_reporter", BANK)).get("/desk/members/").content.decode()
    )


def test_a_member_that_is_told_again_is_one(tmp_path: Path) -> None:
    take(registrations(tmp_path, 2))
    take(members(tmp_path, 2), ASSOCIATION)
    later = members(tmp_path, 2, "later.csv", state="退会", recorded_on="2026-03-20")
    take(later, ASSOCIATION)
    found = of_members.members(office(ASSOCIATION), TODAY)
    assert [(one.number, one.state) for one in found] == [("示0000", "退会"), ("示0001", "退会")]
