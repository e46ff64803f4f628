"""An officer looks at what is not public: the purpose first, the log before anything, the reach of a post."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from creditdelta.accounts.tests.signed_in import signed_in, with_post
from creditdelta.archive.tests.visits import get, on_the_day, take
from creditdelta.intake.tests.supplies import organisation, penalties, penalty, registrations
from creditdelta.lookups.models import Lookup
from creditdelta.lookups.queries import lookups_of
from creditdelta.subjects.finding import by_code

pytestmark = pytest.mark.usefixtures("ledger")
CODE, NAME = organisation(0)
HERE, THERE = "310000-credit", "320000-credit"
ASK = f"/subject/{CODE}/look/"
SAID = {"purpose": "licence_review", "reference": "沪许〔2026〕1号"}


@pytest.fixture(autouse=True)
def _a_firm(ledger: Path, tmp_path: Path) -> None:
    on_the_day()
    take(registrations(tmp_path, 1))
    take(penalties(tmp_path, 1))


def officer(office: str = HERE, role: str = "credit_officer") -> Client:
    return signed_in(with_post(role, office))


def looked(client: Client, **said: str) -> str:
    """The address to which a look leads."""
    answer = client.post(ASK, SAID | said)
    assert answer.status_code == 302, answer.status_code
    return str(answer["Location"])


def test_what_is_not_public_is_shown_after_the_purpose_is_named_and_logged() -> None:
    client = officer()
    page = client.get(looked(client))
    assert page.status_code == 200
    assert penalty(0)["CF_WSH"] in page.content.decode()
    (row,) = Lookup.objects.all()
    assert (row.office, row.purpose) == (HERE, "licence_review")
    ref = by_code(CODE)[0].ref
    assert [one.office for one in lookups_of(ref)] == [HERE]


def test_a_record_is_read_with_columns_the_public_never_sees() -> None:
    client = officer()
    whole = client.get(looked(client)).content.decode()
    start = whole.index("/desk/look/")
    address = whole[whole.index("/record/", start) - len("/desk/look/") - 32 :].split('"')[0]
    record = client.get(address).content.decode()
    assert "记录内容" in record
    assert "处罚" in record


def test_the_table_is_handed_out_as_it_stands() -> None:
    client = officer()
    answer = client.get(looked(client) + "?format=csv")
    assert penalty(0)["CF_WSH"] in answer.content.decode()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"purpose": ""}, "请选择查询目的"),
        ({"purpose": "curiosity"}, "请选择查询目的"),
        ({"reference": ""}, "请填写案件"),
        ({"reference": "1" * 81}, "编号太长"),
        ({"reference": "13800138000"}, "像个人号码"),
    ],
)
def test_something_was_not_said(said: dict[str, str], sentence: str) -> None:
    answer = officer().post(ASK, SAID | said)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Lookup.objects.exists()


def test_a_purpose_of_the_own_region_only_is_refused_elsewhere() -> None:
    client = officer(THERE)
    assert "数据核对" not in client.get(ASK).content.decode()
    assert client.post(ASK, SAID | {"purpose": "data_verification"}).status_code == 403
    assert not Lookup.objects.exists()
    assert client.get(looked(client)).status_code == 200


def test_a_look_is_the_officers_own() -> None:
    address = looked(officer())
    assert officer().get(address).status_code == 404
    assert officer().get("/desk/look/zz/").status_code == 404
    assert get(address).status_code == 302  # to sign in


def test_it_closes_after_its_minutes() -> None:
    client = officer()
    address = looked(client)
    Lookup.objects.update(looked_at=datetime.now(UTC) - timedelta(minutes=31))
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (302, ASK)


def test_the_public_and_representatives_never_get_there() -> None:
    assert get(ASK).status_code == 302
    assert signed_in(with_post("representative", subject=bytes(16))).get(ASK).status_code == 403


def test_no_officer_without_a_second_factor() -> None:
    client = signed_in(with_post("credit_officer", HERE), second_factor=False)
    assert client.get(ASK).status_code == 302
    assert client.post(ASK, SAID).status_code == 403
    assert not Lookup.objects.exists()
