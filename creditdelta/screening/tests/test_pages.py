"""An officer pastes a list or chooses a file, sees how far it is, reads the answers and takes them away."""

import csv
import io
from pathlib import Path
from random import Random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from creditdelta.accounts.tests.signed_in import signed_in, with_post
from creditdelta.api import limits
from creditdelta.screening import working
from creditdelta.screening.models import Job
from creditdelta.screening.plain_lines import said
from creditdelta.screening.tests.scenes import ID_NUMBER, OFFICE, firm, firms
from creditdelta.world.codes import organisation_code

DESK = "/desk/screening/"


@pytest.fixture
def officer(ledger: Path, tmp_path: Path) -> Client:
    firms(tmp_path)
    limits.forgotten()
    return signed_in(with_post("credit_officer", OFFICE))


def screened(officer: Client, **sent: object) -> str:
    """The page of a list that was sent and answered."""
    answer = officer.post(DESK, sent)
    assert answer.status_code == 302, answer.content.decode()
    working.work_once()
    return str(answer["Location"])


def test_a_pasted_list_is_answered(officer: Client) -> None:
    place = screened(officer, list=f"{firm(0)[0]}\n{firm(4)[1]}\n\n没有这家有限公司\n{ID_NUMBER}")
    text = officer.get(place).content.decode()
    assert firm(0)[1] in text
    assert f"/subject/{firm(4)[0]}/" in text
    assert "疑为自然人" in text
    assert ID_NUMBER not in text
    assert "批量核查" in officer.get(DESK).content.decode()


def test_a_file_is_answered_and_taken_away(officer: Client) -> None:
    content = "序号,单位名称,统一社会信用代码\n" + "".join(
        f"{n},{firm(n)[1]},{firm(n)[0]}\n" for n in range(3)
    )
    place = screened(officer, file=SimpleUploadedFile("a.csv", content.encode("gb18030")))
    told = officer.get(f"{place}?format=csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(told)))
    assert [row["统一社会信用代码"] for row in rows] == [firm(n)[0] for n in range(3)]
    assert [row["公示中的不良记录"] for row in rows] == ["1"] * 3
    assert officer.get(f"{place}?format=parquet").content[:4] == b"PAR1"


def test_while_it_waits_the_page_says_so(officer: Client) -> None:
    answer = officer.post(DESK, {"list": firm(0)[0]})
    place = answer["Location"]
    assert "等待查询" in officer.get(place).content.decode()
    assert officer.get(f"{place}progress/").status_code == 200
    working.work_once()
    assert officer.get(f"{place}progress/")["HX-Refresh"] == "true"


def test_what_is_no_list_is_told(officer: Client) -> None:
    for sent, sentence in (
        ({}, "请贴上名单"),
        ({"list": "{\"code\": 1}"}, "第 1 行"),
        ({"list": "\n".join(["x" * 201 + "公司"])}, "第 1 行"),
    ):  # fmt: skip
        answer = officer.post(DESK, sent)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    assert Job.objects.count() == 0


def test_a_list_is_removed(officer: Client) -> None:
    place = screened(officer, list=firm(0)[0])
    assert officer.post(place).status_code == 302
    assert officer.get(place).status_code == 404


def test_another_office_finds_nothing(officer: Client) -> None:
    place = screened(officer, list=firm(0)[0])
    other = signed_in(with_post("credit_officer", "320000-credit"))
    assert other.get(place).status_code == 404
    assert Client().get(place).status_code in (302, 403)


def test_lines_are_read_as_people_write_them() -> None:
    code, name = firm(0)
    text = (
        f'统一社会信用代码\t名称\n{code}\t{name}\n{name}，{code}\n"{name}",{code}\n{name}\n{code}\n'
    )
    found = [entry for _, entry in said(text.encode("utf-8-sig"))]
    assert found == [{"code": code, "name": name}] * 3 + [{"name": name}, {"code": code}]
    older = organisation_code(Random(3), lead="DE")
    assert [entry for _, entry in said(f"{older}\n甲公司 2\nABC Trading\n".encode())] == [
        {"code": older}, {"name": "甲公司 2"}, {"name": "ABC Trading"},
    ]  # fmt: skip
