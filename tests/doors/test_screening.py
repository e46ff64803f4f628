"""A list goes in by a door, is answered in pieces, and comes back line by line to its office alone."""

import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from creditdelta.accounts.reader import Held
from creditdelta.api import limits
from creditdelta.api_keys.tests.scenes import holder, issued
from creditdelta.archive.tests.visits import TODAY
from creditdelta.journal.home import home
from creditdelta.journal.models import Event
from creditdelta.screening import working
from creditdelta.screening.kept import FOLDER
from creditdelta.screening.models import Job
from creditdelta.screening.reading import LONGEST_LINE
from tests.doors.asking import ROOT, Program

LINES = "application/x-ndjson"
SUZHOU = Held("credit_officer", "320000-credit", "320000", since=TODAY)
PERSONS = ("110101199003074477", "13900000000", "王小明")


@pytest.fixture
def other(firm: str) -> Program:
    """A program of another office."""
    account, post = holder("lin", SUZHOU)
    return Program(Client(), issued(account, post, TODAY, scopes=("screening.ask",)).text)


def lined(officer: Program, body: bytes, **headers: str) -> Any:
    """What is answered to a list that is sent line by line."""
    return officer.client.generic(
        "POST", f"{ROOT}/screenings", body, LINES,
        headers={"Authorization": f"Bearer {officer.key}", **headers},
    )  # fmt: skip


def answered() -> None:
    while working.work_once():
        pass


def result(officer: Program, job: str) -> list[dict[str, Any]]:
    answer = officer.get(f"/screenings/{job}/result")
    assert (answer.status_code, answer["Content-Type"]) == (200, LINES)
    return [json.loads(line) for line in b"".join(answer).splitlines()]


def test_a_list_is_asked_answered_and_removed(officer: Program, firm: str) -> None:
    answer = officer.post(
        "/screenings", {"entries": [{"id": "x", "code": firm}, {"name": "无此公司"}]}
    )
    told = answer.json()
    assert (answer.status_code, told["state"], told["entries"]) == (202, "waiting", 2)
    place = answer["Location"].removeprefix(ROOT)
    early = officer.get(f"{place}/result")
    assert (early.status_code, early.json()["code"]) == (409, "CD-API-082")
    answered()
    told = officer.get(place).json()
    assert (told["state"], told["done"], told["counts"]) == ("done", 2, {"exact": 1, "unknown": 1})
    first, second = result(officer, told["id"])
    assert (first["id"], first["code"], first["adverse"]) == ("x", firm, 1)
    assert second["match"] == "unknown"
    assert officer.delete(place).json()["state"] == "ended"
    gone = officer.get(f"{place}/result")
    assert (gone.status_code, gone.json()["code"]) == (410, "CD-API-083")
    assert not (home() / FOLDER / told["id"]).exists()


def test_lines_packed_or_not_are_one_list(officer: Program, firm: str) -> None:
    body = b"".join(b'{"id":"%d","code":"%s"}\n' % (n, firm.encode()) for n in range(4_500))
    plain = lined(officer, body).json()
    packed = lined(officer, gzip.compress(body), Content_Encoding="gzip").json()
    assert plain["entries"] == packed["entries"] == 4_500
    answered()
    assert result(officer, plain["id"]) == result(officer, packed["id"])
    whole = officer.client.get(
        f"{ROOT}/screenings/{plain['id']}/result",
        headers={"Authorization": f"Bearer {officer.key}", "Accept-Encoding": "gzip"},
    )
    assert whole["Content-Encoding"] == "gzip"
    assert gzip.decompress(b"".join(whole)).count(b"\n") == 4_500


def test_another_office_finds_nothing(officer: Program, other: Program, firm: str) -> None:
    job = officer.post("/screenings", {"entries": [{"code": firm}]}).json()["id"]
    answered()
    for address in (f"/screenings/{job}", f"/screenings/{job}/result", f"/screenings/{'0' * 32}"):
        assert other.get(address).status_code == 404
    assert other.delete(f"/screenings/{job}").status_code == 404
    assert len(result(officer, job)) == 1


def test_nobody_without_a_key_has_anybody_screened(client: Client, firm: str) -> None:
    answer = Program(client).post("/screenings", {"entries": [{"code": firm}]})
    assert (answer.status_code, answer.json()["code"]) == (401, "CD-API-001")


def test_an_allowance_is_spent(
    officer: Program, firm: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "allowance_of", lambda request, budget: 30)
    entries = [{"code": firm}] * 20
    assert officer.post("/screenings", {"entries": entries}).status_code == 202
    refused = officer.post("/screenings", {"entries": entries})
    assert (refused.status_code, refused.json()["code"]) == (429, "CD-API-010")
    assert Job.objects.count() == Event.objects.filter(kind="screening.made").count() == 1
    assert len(list((home() / FOLDER).iterdir())) == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b'{"code": 12}', "文字"),
        (b'{"codes": "x"}', "只能有"),
        (b"{}", "至少填一个"),
        (b"[]", "JSON"),
        (b'{"name": "' + b"a" * 201 + b'"}', "文字"),
        (b'{"name": "' + b"a" * LONGEST_LINE + b'"}', "太长"),
        (b"secret", "JSON"),
        (b'{"name": "\xff"}', "JSON"),
    ],
)
def test_a_broken_line_is_named(officer: Program, firm: str, line: bytes, said: str) -> None:
    answer = lined(officer, b'{"code":"%s"}\n\n%s\n' % (firm.encode(), line))
    told = answer.json()
    assert (answer.status_code, told["code"]) == (422, "CD-API-080")
    assert told["errors"][0]["pointer"] == "body/3"
    assert said in told["errors"][0]["detail"]
    assert "secret" not in answer.content.decode()
    assert list((home() / FOLDER).iterdir()) == []


def test_a_broken_entry_of_a_text_is_named(officer: Program, firm: str) -> None:
    answer = officer.post("/screenings", {"entries": [{"code": firm}, {"code": 1}]})
    assert answer.json()["errors"][0]["pointer"] == "body/entries/1"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"[]", 422, "CD-API-080"),
        (b"{", 400, "CD-API-008"),
        (b'{"entries": []}', 422, "CD-API-081"),
        (b'{"entries": [' + b",".join([b'{"name":"x"}'] * 1_001) + b"]}", 413, "CD-API-081"),
        (b" " * (5 << 20), 413, "CD-API-016"),
    ],
)
def test_a_text_that_is_no_list(
    officer: Program, firm: str, body: bytes, status: int, code: str
) -> None:
    answer = officer.client.post(
        f"{ROOT}/screenings", body, content_type="application/json",
        headers={"Authorization": f"Bearer {officer.key}"},
    )  # fmt: skip
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_bomb_unfolds_no_further_than_a_line(officer: Program, firm: str) -> None:
    bomb = gzip.compress(b"a" * (64 << 20))
    answer = lined(officer, bomb, Content_Encoding="gzip")
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "body/1")
    many = gzip.compress(b'{"code":"x"}\n' * 100_001)
    assert lined(officer, many, Content_Encoding="gzip").json()["code"] == "CD-API-081"
    assert lined(officer, many[:-9], Content_Encoding="gzip").status_code in (413, 422)
    assert lined(officer, b"no gzip", Content_Encoding="gzip").json()["code"] == "CD-API-080"
    assert list((home() / FOLDER).iterdir()) == []


def test_no_person_leaves_a_trace(
    officer: Program, firm: str, caplog: pytest.LogCaptureFixture
) -> None:
    entries = [
        {"id": PERSONS[0], "code": firm},
        {"id": "b", "code": PERSONS[0]},
        {"id": "c", "name": PERSONS[2]},
        {"id": "d", "name": f"上海示例有限公司 {PERSONS[1]}"},
        {"id": "e", "code": firm},
    ]
    told = officer.post("/screenings", {"entries": entries}).json()
    assert told["persons"] == 4
    answered()
    lines = result(officer, told["id"])
    assert [one["match"] for one in lines] == ["person"] * 4 + ["exact"]
    assert [one["id"] for one in lines] == [""] * 4 + ["e"]
    marks = [text.encode() for text in PERSONS]
    kept = [path.read_bytes() for path in home().rglob("*") if path.is_file()]
    kept += [json.dumps(lines, ensure_ascii=False).encode(), caplog.text.encode()]
    kept += [bytes(body, "utf-8") for body in Event.objects.values_list("body", flat=True)]
    kept += [repr(row).encode() for row in Job.objects.values_list()]
    assert not any(mark in content for content in kept for mark in marks)


def test_what_was_kept_long_enough_goes(officer: Program, firm: str) -> None:
    job = officer.post("/screenings", {"entries": [{"code": firm}]}).json()["id"]
    answered()
    now = datetime.now(UTC)
    assert working.clear_away(now + timedelta(days=6)) == 0
    assert working.clear_away(now + timedelta(days=7, seconds=1)) == 1
    assert officer.get(f"/screenings/{job}/result").status_code == 410
    assert officer.get(f"/screenings/{job}").json()["state"] == "ended"
    working.clear_away(now + timedelta(days=91))
    assert officer.get(f"/screenings/{job}").status_code == 404


def test_the_journal_knows_a_length_and_a_commitment(officer: Program, firm: str) -> None:
    for _ in range(2):
        officer.post("/screenings", {"entries": [{"code": firm}]})
    bodies = [json.loads(one.body) for one in Event.objects.filter(kind="screening.made")]
    assert [set(body) for body in bodies] == [{"screening", "office", "entry_count", "digest"}] * 2
    assert bodies[0]["digest"] != bodies[1]["digest"]
    assert firm not in json.dumps(bodies)


def test_a_list_goes_on_where_its_files_stand(officer: Program, firm: str, tmp_path: Path) -> None:
    body = b"".join(b'{"id":"%d","code":"%s"}\n' % (n, firm.encode()) for n in range(2_100))
    job = lined(officer, body).json()["id"]
    working.work_once()
    told = officer.get(f"/screenings/{job}").json()
    assert (told["state"], told["done"]) == ("working", 2_000)
    working.work_once()
    assert officer.get(f"/screenings/{job}").json()["done"] == 2_100
