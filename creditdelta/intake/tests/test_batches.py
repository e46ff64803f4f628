"""The batches of an office on its pages: who sees which, what adds up, who may let a held one in."""

import fcntl
import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from creditdelta.accounts.tests.signed_in import signed_in, with_post
from creditdelta.intake import pending, services
from creditdelta.intake.batches import punctuality
from creditdelta.intake.models import Submission
from creditdelta.intake.tests.desk_scenes import OFFICE, OTHER, TODAY, decided, held, sent
from creditdelta.intake.tests.supplies import organisation, penalty, registrations, written
from creditdelta.rulebook.offices import office

pytestmark = pytest.mark.usefixtures("ledger")
OK, REFUSED, WRONG, AWAY, NOWHERE = 200, 403, 422, 302, 404
LIST = "/desk/batches/"


def officer(office: str = OFFICE, role: str = "credit_officer") -> Client:
    return signed_in(with_post(role, office))


def said(client: Client, address: str, status: int = OK) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def listed(client: Client, query: str = "") -> list[dict[str, object]]:
    answer = client.get(f"{LIST}?format=json{query}")
    found: list[dict[str, object]] = json.loads(answer.content)["rows"]
    return found


def test_an_office_sees_its_own_and_a_credit_office_its_province(tmp_path: Path) -> None:
    sent(registrations(tmp_path, 2))
    sent(decided(tmp_path, ["2026-03-19"]))
    sent(decided(tmp_path, ["2026-03-18"], "o.csv"), source=OTHER)
    sent(decided(tmp_path, ["2026-03-17"], "j.csv"), region="320000")
    assert [row["number"] for row in listed(officer())] == ["2"]
    assert [row["number"] for row in listed(officer(OTHER, "sector_officer"))] == ["3"]
    whole = listed(officer(), "&scope=region")
    assert [(row["number"], row["office"]) for row in whole][:2] == [
        ("3", "上海市生态环境局"),
        ("2", office(OFFICE).label.zh),
    ]
    assert "本省市" in said(officer(), LIST)
    assert "本省市" not in said(officer(OTHER, "sector_officer"), LIST)
    said(officer(OTHER, "sector_officer"), f"{LIST}?scope=region", REFUSED)
    said(officer(OTHER, "sector_officer"), f"{LIST}2/", REFUSED)
    said(officer(), f"{LIST}3/")
    for other in (f"{LIST}4/", f"{LIST}99/"):
        said(officer(), other, REFUSED)
    assert Client().get(LIST).status_code == AWAY


def test_a_list_is_narrowed_by_state_kind_and_month(tmp_path: Path) -> None:
    sent(registrations(tmp_path, 1), source=OFFICE)
    sent(decided(tmp_path, ["2026-03-19"]))
    client = officer()
    assert [row["state"] for row in listed(client, "&state=closed")] == ["已入账", "已入账"]
    assert [row["kind"] for row in listed(client, "&kind=penalty")] == ["行政处罚"]
    assert len(listed(client, "&month=2026-03")) == len(listed(client))
    assert listed(client, "&month=2026-02") == []
    assert len(listed(client, "&month=soon&state=odd&kind=odd")) == 0


def test_a_batch_says_what_became_of_its_rows(tmp_path: Path) -> None:
    sent(registrations(tmp_path, 2))
    rows = [
        penalty(0),
        penalty(1),
        penalty(0),
        penalty(1, CF_XDR_SHXYM=f"{organisation(1)[0][:-1]}*"),
    ]
    row = sent(written(tmp_path / "mixed.csv", "penalty", rows))
    assert (row.rows, row.accepted, row.duplicate, row.rejected) == (4, 2, 1, 1)
    text = said(officer(), f"{LIST}{row.pk}/")
    assert "CD-USCC-" in text
    assert "mixed.csv" in text
    assert "加密保存到" in text
    assert "clerk" in text
    assert "Why rows were refused" in said(officer(), f"/en{LIST}{row.pk}/")
    rules = json.loads(officer().get(f"{LIST}{row.pk}/?format=json&table=rules").content)["rows"]
    assert [one["count"] for one in rules] == [1]
    again = sent(tmp_path / "mixed.csv")
    assert again.repeats is None, "it held duplicates, so it is read again"


def test_lateness_is_counted_in_working_days(tmp_path: Path) -> None:
    sent(registrations(tmp_path, 5))
    days = ["2026-03-19", "2026-03-11", "2026-03-10", "2026-03-02", "2026-03-02"]
    row = sent(
        decided(tmp_path, days)
    )  # reported on Friday 20 March; seven working days are allowed
    assert (row.dated, row.late) == (5, 3)
    found = [(one.decided_on, one.due_on, one.count, one.late) for one in punctuality(row)]
    assert found == [
        (date(2026, 3, 2), date(2026, 3, 11), 2, 7),
        (date(2026, 3, 10), date(2026, 3, 19), 1, 1),
        (date(2026, 3, 11), date(2026, 3, 20), 1, 0),
        (date(2026, 3, 19), date(2026, 3, 30), 1, 0),
    ]
    text = said(officer(), f"{LIST}{row.pk}/")
    bars = re.findall(r'scope="row">(.*?)</th>.*?bar-label">(\d+)<', text)
    assert {label: int(count) for label, count in bars if int(count)} == {
        "按时": 2, "迟 1 个工作日": 1, "迟 6-10 个工作日": 2,
    }  # fmt: skip
    assert "迟报 3 行" in text.replace("\n", "")


def test_a_held_batch_is_let_in_by_another_officer(tmp_path: Path) -> None:
    clerk, second = with_post("credit_officer", OFFICE), with_post("credit_officer", OFFICE)
    row = held(tmp_path, clerk)
    assert row.state == "held"
    place = f"{LIST}{row.pk}/"
    own, other = signed_in(clerk), signed_in(second)
    assert "您经手过这个批次" in said(own, place)
    assert "10 倍" in said(other, place)
    assert "more than 10 times" in said(other, f"/en{place}")
    assert "确认放行" in said(other, f"{place}decide/?move=release")
    given = {"move": "release", "ground": "专项行动"}
    assert "须由另一人核对" in own.post(f"{place}decide/", given).content.decode()
    assert other.post(f"{place}decide/", {"move": "release", "ground": "听说"}).status_code == WRONG
    foreign = officer("320000-credit")
    assert foreign.post(f"{place}decide/", given).status_code == REFUSED
    assert Submission.objects.get(pk=row.pk).state == "held"
    assert other.post(f"{place}decide/", given).status_code == AWAY
    assert "正在入账" in said(other, place)
    assert pending.work() == 1
    assert pending.work() == 0
    done = Submission.objects.get(pk=row.pk)
    assert (done.state, done.accepted, done.decided_by, done.ground) == (
        "closed", 1100, second, "专项行动",
    )  # fmt: skip
    text = said(other, place)
    assert "放行" in text
    assert "a campaign; the number is right" in said(other, f"/en{place}")
    assert other.post(f"{place}decide/", given).status_code == WRONG
    assert other.get(f"{place}decide/").status_code == AWAY


def test_a_held_batch_is_sent_back(tmp_path: Path) -> None:
    row = held(tmp_path)
    client = officer()
    given = {"move": "refuse", "ground": "报送有误"}
    assert client.post(f"{LIST}{row.pk}/decide/", given).status_code == AWAY
    assert "整批退回，没有一行计入：报送单位确认有误" in said(client, f"{LIST}{row.pk}/")
    assert services.destroy_originals(TODAY, "operator") == 0


def test_of_two_officers_at_once_one_is_too_late(tmp_path: Path) -> None:
    first = held(tmp_path)
    second = Submission.objects.get(pk=first.pk)
    services.let_in(first, "ann", "专项行动")
    with pytest.raises(services.NotHeld):
        services.refuse(second, "ben", "报送有误")


def test_one_process_at_a_time_does_what_waits(tmp_path: Path, ledger: Path) -> None:
    row = held(tmp_path)
    services.let_in(row, "ann", "专项行动")
    with (ledger / "staging" / pending.LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert pending.work() == 0
    assert pending.work(wait=True) == 1
