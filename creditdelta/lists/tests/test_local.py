"""Documents and memoranda of one district or county: what they carry there, and nothing elsewhere."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client

from creditdelta.facade.check import rulebook
from creditdelta.handbook.documents import carrying
from creditdelta.intake.tests.supplies import penalty, registrations, written
from creditdelta.journal.synthetic import mark
from creditdelta.lists import services
from creditdelta.lists.checks import NotPossible, registered_in
from creditdelta.lists.in_use import lasts
from creditdelta.lists.rules import covers, why_not_competent
from creditdelta.lists.services import Decision
from creditdelta.lists.tests.scenes import (
    ACT,
    DAY,
    LAW,
    LIST,
    OFFICE,
    by,
    listed,
    notified,
    now,
    offence,
    proposed,
    ref_of,
    send,
)
from creditdelta.notices.contents import said_by
from creditdelta.notices.models import Notice
from creditdelta.notices.serving import dispatch, serve
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.listings import listing_on
from creditdelta.rulebook.offices import office

pytestmark = pytest.mark.usefixtures("ledger")
JIADING, BUREAU = "310114", "310114-ecology"
LOCAL_MEASURE, REGIONAL_MEASURE = "加强税务管理", "限制申请财政性资金项目"
ROW = (
    f'"{BUREAU}","ecology","added","示例嘉定生态环境局（虚构）","Example Bureau of Jiading (invented)",'
    '"2019-01-01","fictional","演示 · demonstration","虚构 · invented","C"\n'
)


@pytest.fixture
def of_jiading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A rulebook where the ground of the list is an ordinance of Jiading, which has a bureau of its own."""
    root = tmp_path / "elsewhere" / "rulebook"
    shutil.copytree(folder(), root)
    ordinance, lists = (
        "fictional/instruments/demo-environment.toml",
        "sectors/environment/lists.toml",
    )
    _change(root / ordinance, '"310000", "320000", "330000", "340000"', f'"{JIADING}"')
    _change(root / lists, '"municipality", "city"]', '"municipality", "city", "county"]')
    _change(root / "offices/exceptions.csv", "", ROW, at_end=True)
    monkeypatch.setenv("CREDITDELTA_RULEBOOK", str(root))
    rulebook.cache_clear()
    yield root
    rulebook.cache_clear()


def _change(path: Path, old: str, new: str, *, at_end: bool = False) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text + new if at_end else text.replace(old, new), "utf-8")


@pytest.fixture
def fined_in(tmp_path: Path, ledger: Path) -> Callable[[str], bytes]:
    """An organisation of a demonstration that was fined, with its address in a division."""

    def made(division: str) -> bytes:
        mark("合成示例", DAY)
        send(registrations(tmp_path, 1, address_division=division))
        send(written(tmp_path / "fines.csv", "penalty", [penalty(0, **offence())]))
        return ref_of(0)

    return made


def told(ref: bytes) -> str:
    """The measures that the letter about an entry names."""
    [notice] = [one for one in Notice.objects.filter(ref=ref) if one.form == "listed"]
    return said_by(notice).fields["measures"]


def test_a_document_of_a_district_carries_no_decision_of_a_larger_place(
    of_jiading: Path, fined_in: Callable[[str], bytes]
) -> None:
    id = notified(fined_in(JIADING))
    listing = listing_on(LIST, DAY)
    assert carrying(listing, DAY) == (LAW,)
    for at in ("310000", "320000", "320500", "310115"):
        assert carrying(listing, DAY, at) == ()
    services.waive(id, "cd" * 32, by("first"), DAY)
    with pytest.raises(NotPossible) as refused:
        services.decide(id, Decision(ACT, LAW, DAY), by("first"), DAY)
    assert refused.value.why == "law"


def test_it_carries_one_of_the_district_s_own_office(
    of_jiading: Path, fined_in: Callable[[str], bytes]
) -> None:
    ref = fined_in(JIADING)
    id = proposed(ref, BUREAU)
    notice = services.notify(id, by("first"), DAY)
    dispatch(notice, "letter", by("first"), on=DAY)
    serve(notice, "letter", "post", DAY, by("first"), b"\1" * 32)
    services.waive(id, "cd" * 32, by("first"), DAY)
    services.decide(id, Decision(ACT, LAW, DAY), by("first"), DAY)
    services.confirm(id, by("second"), DAY)
    assert now(id).office == BUREAU
    assert lasts(now(id)) == now(id).until
    assert LOCAL_MEASURE in told(ref)


def test_an_entry_is_not_carried_once_its_document_holds_elsewhere_only(
    fined_in: Callable[[str], bytes], request: pytest.FixtureRequest
) -> None:
    id = listed(fined_in(JIADING))
    assert lasts(now(id)) == now(id).until
    request.getfixturevalue("of_jiading")
    assert lasts(now(id)) is None


def test_an_office_of_a_district_covers_the_district_alone(of_jiading: Path) -> None:
    own = office(BUREAU)
    assert covers(own, JIADING)
    assert not covers(own, "310115")
    assert not covers(own, "310000")
    listing = listing_on(LIST, DAY)
    assert why_not_competent(listing, own, JIADING, ()) == ""
    assert why_not_competent(listing, own, "310115", ()) == "region"


@pytest.mark.parametrize(
    ("division", "reached"), [(JIADING, True), ("310115", False), ("310000", False)]
)
def test_a_local_memorandum_is_told_to_who_is_registered_there(
    fined_in: Callable[[str], bytes], division: str, reached: bool
) -> None:
    ref = fined_in(division)
    assert registered_in(ref) == division
    assert now(listed(ref)).office == OFFICE
    measures = told(ref)
    assert REGIONAL_MEASURE in measures
    assert (LOCAL_MEASURE in measures) == reached
    assert measures.count(REGIONAL_MEASURE) == 1, "agreed twice, told once"


def test_where_nobody_is_registered_is_not_guessed(ledger: Path) -> None:
    assert registered_in(b"\0" * 32) == ""


def test_an_office_of_a_district_has_a_page(of_jiading: Path) -> None:
    mark("合成示例", DAY)
    page = Client().get("/offices/310114/").content.decode()
    assert "上海市嘉定区" in page
    assert "示例嘉定生态环境局（虚构）" in page
    assert "/offices/310114/" in Client().get("/offices/310000/").content.decode()
    assert Client().get("/offices/310115/").status_code == 404
