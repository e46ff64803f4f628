"""A program reports a file, follows it, confirms it, and learns which rows need somebody."""

import gzip
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from creditdelta.api_keys.key_text import read
from creditdelta.api_keys.models import Key
from creditdelta.api_keys.tests.scenes import issued
from creditdelta.archive.tests.visits import TODAY
from creditdelta.intake.models import Submission
from creditdelta.intake.tests.supplies import organisation, penalty, written
from creditdelta.journal.home import home
from creditdelta.uploads import arriving
from creditdelta.uploads.models import Upload
from creditdelta.uploads.receiving import work_once
from tests.doors.asking import ROOT, Program


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Three penalties, one of them about a code with a slip."""
    rows = [penalty(number, CF_WSH=f"沪示罚〔2026〕{number}号") for number in range(3)]
    rows[1]["CF_XDR_SHXYM"] = organisation(1)[0].replace("1", "O", 1)
    return written(tmp_path / "三行.csv", "penalty", rows)


def sent(officer: Program, file: Path, **asked: str) -> dict[str, object]:
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    answer = officer.send(f"/imports?name=rows.csv&{query}".rstrip("&"), file)
    assert answer.status_code == 202, answer.content.decode()
    told: dict[str, object] = answer.json()
    assert answer["Location"] == f"{ROOT}/jobs/{told['id']}"
    return told


def test_a_file_is_looked_at_and_confirmed(officer: Program, file: Path) -> None:
    job = sent(officer, file)["id"]
    answer = officer.get(f"/jobs/{job}")
    assert (answer.json()["going_on"], answer["Retry-After"]) == (True, "1")
    work_once()
    answer = officer.get(f"/jobs/{job}")
    told = answer.json()
    assert (told["state"], told["standard"]) == ("read", "penalty/2018")
    assert (told["counts"]["fresh"], told["counts"]["wrong"]) == (2, 1)
    (row,) = officer.get(f"/jobs/{job}/rows").json()["rows"]
    assert row["faults"][0]["code"].startswith("CD-USCC-")
    assert officer.post(f"/jobs/{job}/confirm").status_code == 428
    assert officer.post(f"/jobs/{job}/confirm", If_Match='"old"').status_code == 412
    assert officer.post(f"/jobs/{job}/confirm", If_Match=answer["ETag"]).status_code == 202
    work_once()
    told = officer.get(f"/jobs/{job}").json()
    assert (told["state"], told["taken_in"]["accepted"]) == ("done", 2)
    again = officer.post(f"/jobs/{job}/confirm", If_Match=officer.get(f"/jobs/{job}")["ETag"])
    assert (again.status_code, again.json()["code"]) == (409, "CD-API-022")


def test_what_passes_is_taken_in_at_once_where_that_is_asked(officer: Program, file: Path) -> None:
    before = Submission.objects.count()
    job = sent(officer, file, confirm="true")["id"]
    for _ in range(2):
        work_once()
    assert officer.get(f"/jobs/{job}").json()["state"] == "done"
    assert Submission.objects.count() == before + 1


def test_a_gzipped_file_and_a_form(officer: Program, file: Path, tmp_path: Path) -> None:
    packed = tmp_path / "rows.csv.gz"
    packed.write_bytes(gzip.compress(file.read_bytes()))
    answer = officer.send("/imports?name=rows.csv.gz", packed, Content_Encoding="gzip")
    form = officer.client.post(
        f"{ROOT}/imports?name=rows.csv",
        {"file": SimpleUploadedFile("rows.csv", file.read_bytes())},
        headers={"Authorization": f"Bearer {officer.key}"},
    )
    assert (answer.status_code, form.status_code) == (202, 202), form.content.decode()
    work_once()
    for one in (answer, form):
        assert officer.get(f"/jobs/{one.json()['id']}").json()["counts"]["rows"] == 3


def test_it_is_thrown_away(officer: Program, file: Path) -> None:
    job = sent(officer, file)["id"]
    work_once()
    version = officer.get(f"/jobs/{job}")["ETag"]
    told = officer.post(f"/jobs/{job}/discard", If_Match=version)
    assert (told.status_code, told.json()["state"]) == (200, "discarded")


def test_what_is_refused_leaves_nothing(officer: Program, file: Path) -> None:
    odd = officer.send("/imports?name=rows.csv", file, Content_Encoding="br")
    assert (odd.status_code, odd.json()["code"]) == (415, "CD-API-017")
    odd = officer.send("/imports?name=rows.csv&kind=nothing", file)
    assert (odd.status_code, odd.json()["errors"][0]["pointer"]) == (422, "query/kind")
    assert Program(officer.client).send("/imports?name=x", file).status_code == 401
    assert Upload.objects.count() == 0


def test_a_report_sent_again_is_one(officer: Program, file: Path) -> None:
    first = officer.send("/imports?name=rows.csv", file, Idempotency_Key="monday")
    again = officer.send("/imports?name=rows.csv", file, Idempotency_Key="monday")
    assert first.json() == again.json()
    assert Upload.objects.count() == 1
    assert again["Location"] == first["Location"]


def test_what_was_answered_is_told_again_to_whoever_may_still_do_it(
    officer: Program, file: Path
) -> None:
    shown = read(officer.key)
    assert shown is not None
    kept = Key.objects.get(pk=shown.id)
    other = issued(kept.account, bytes(kept.post), TODAY, scopes=("screening.ask",)).text
    first = officer.send("/imports?name=rows.csv", file, Idempotency_Key="monday")
    assert first.status_code == 202
    refused = Program(officer.client, other).send(
        "/imports?name=rows.csv", file, Idempotency_Key="monday"
    )
    assert (refused.status_code, refused.json()["code"]) == (403, "CD-API-004")


@pytest.mark.parametrize("form", ["raw", "multipart"])
def test_a_full_disk_is_told_and_half_a_file_is_none(
    officer: Program, file: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise arriving.NoRoom(28, "no room")

    monkeypatch.setattr(arriving.Incoming, "add", full)
    if form == "raw":
        answer = officer.send("/imports?name=rows.csv", file)
    else:
        answer = officer.client.post(
            f"{ROOT}/imports?name=rows.csv",
            {"file": SimpleUploadedFile("rows.csv", file.read_bytes())},
            headers={"Authorization": f"Bearer {officer.key}"},
        )
    assert (answer.status_code, answer.json()["code"]) == (409, "CD-API-022")
    assert Upload.objects.count() == 0
    assert list((home() / "uploads").iterdir()) == []
