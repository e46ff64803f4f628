"""A file in nobody's form: its columns are named once, and the next file is read without a word."""

import csv
from datetime import date
from pathlib import Path
from random import Random

import pytest
from django.test import Client

from creditdelta.accounts.tests.signed_in import signed_in, with_post
from creditdelta.rulebook.records import standard
from creditdelta.uploads.models import Upload
from creditdelta.uploads.profiles import profiles_of
from creditdelta.uploads.queries import found_of
from creditdelta.uploads.receiving import work_once
from creditdelta.uploads.tests.sent import sent
from creditdelta.world import codes
from creditdelta.world.mistakes import NOBODYS_NUMBER

OK, FOUND, FORBIDDEN, NOWHERE, WRONG = 200, 302, 403, 404, 422
BANK = "310000-bank_1"
CONTRACT = standard("contract_performance")
MANDATORY = [column for column in CONTRACT.columns if column.need == "mandatory"]
HEADINGS = [f"台账{n}" for n in range(len(MANDATORY))]
CHOSEN = {f"c{n}": column.code for n, column in enumerate(MANDATORY)}
KIND = {"kind": CONTRACT.id, "was": CONTRACT.id}


@pytest.fixture(autouse=True)
def day(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("services", "reading", "portal.desk"):
        monkeypatch.setattr(f"creditdelta.uploads.{place}.business_day", lambda: date(2026, 4, 1))


@pytest.fixture
def clerk() -> Client:
    return signed_in(with_post("market_reporter", BANK))


def ledger_of_contracts(folder: Path, seed: int = 1) -> Path:
    """A file under headings of the bank's own, with a column nobody asked for."""
    row = {column.code: column.example for column in MANDATORY}
    row["uscc"] = codes.uscc("91", "310115", codes.organisation_code(Random(seed), lead="MA"))
    path = folder / f"own-{seed}.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow([*HEADINGS, "经办"])
        writer.writerow([*row.values(), "不读取"])
        writer.writerow([*row.values(), NOBODYS_NUMBER])
    return path


def read(path: Path) -> Upload:
    upload = sent(path, BANK)
    work_once()
    upload.refresh_from_db()
    return upload


def said(client: Client, place: str, status: int = OK) -> str:
    answer = client.get(place)
    assert answer.status_code == status, place
    return answer.content.decode()


def mapper(upload: Upload) -> str:
    return f"/desk/mappings/new/?upload={upload.id}"


def test_named_once_and_read_without_a_word(clerk: Client, tmp_path: Path) -> None:
    upload = read(ledger_of_contracts(tmp_path))
    assert (upload.state, found_of(upload).unreadable) == ("unreadable", "CD-FILE-004")
    assert mapper(upload).replace("&", "&amp;") in said(clerk, f"/desk/uploads/{upload.id}/")
    text = said(clerk, f"{mapper(upload)}&kind={CONTRACT.id}")
    assert "台账0" in text
    assert "不读取" in text, "the first lines are shown"
    assert NOBODYS_NUMBER not in text
    shown = clerk.post(mapper(upload), {**KIND, **CHOSEN, "do": "preview"}).content.decode()
    assert "前几行会这样理解" in shown
    assert MANDATORY[0].example in shown
    answer = clerk.post(mapper(upload), {**KIND, **CHOSEN, "do": "remember", "name": "合同台账"})
    assert answer["Location"] == f"/desk/uploads/{upload.id}/"
    work_once()
    upload.refresh_from_db()
    assert upload.state == "read", upload.error
    again = read(ledger_of_contracts(tmp_path, 2))
    found = found_of(again)
    assert (again.state, found.standard, found.rows) == ("read", CONTRACT.id, 2)
    assert found.mapping == f"own-{profiles_of(BANK)[0].id}"
    assert "合同台账" in said(clerk, "/desk/mappings/")
    assert "合同台账" in said(clerk, f"/desk/uploads/{again.id}/")


def test_what_does_not_hold_is_told_and_not_remembered(clerk: Client, tmp_path: Path) -> None:
    upload = read(ledger_of_contracts(tmp_path))
    twice = {**KIND, **CHOSEN, "c1": CHOSEN["c0"], "do": "remember"}
    answer = clerk.post(mapper(upload), twice)
    assert answer.status_code == WRONG
    text = answer.content.decode()
    assert "有两栏指向同一个标准栏目" in text
    assert "缺少必填的栏目" in text
    assert profiles_of(BANK) == []


def test_a_mapping_is_changed_and_forgotten(clerk: Client, tmp_path: Path) -> None:
    upload = read(ledger_of_contracts(tmp_path))
    clerk.post(mapper(upload), {**KIND, **CHOSEN, "do": "remember"})
    first = profiles_of(BANK)[0].id
    said(clerk, f"/desk/mappings/{first}/")
    clerk.post(f"/desk/mappings/{first}/", {**CHOSEN, "do": "remember", "name": "第二版"})
    (now,) = profiles_of(BANK)
    assert (now.edition, now.mapping.label.zh) == (2, "第二版")
    said(clerk, f"/desk/mappings/{first}/", NOWHERE)
    clerk.post(f"/desk/mappings/{now.id}/", {"do": "forget"})
    assert profiles_of(BANK) == []
    assert "还没有记住的栏目对应" in said(clerk, "/desk/mappings/")


def test_another_office_sees_none_of_it(clerk: Client, tmp_path: Path) -> None:
    upload = read(ledger_of_contracts(tmp_path))
    clerk.post(mapper(upload), {**KIND, **CHOSEN, "do": "remember"})
    other = signed_in(with_post("market_reporter", "320000-bank_1"))
    said(other, mapper(upload), NOWHERE)
    said(other, f"/desk/mappings/{profiles_of(BANK)[0].id}/", NOWHERE)
    said(signed_in(with_post("representative", subject=bytes(16))), "/desk/mappings/", FORBIDDEN)
