"""A sector from a folder outside the tree: the recipe followed, and somebody entered by it."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from creditdelta.facade.check import rulebook
from creditdelta.intake.tests.supplies import organisation, penalty, registrations, written
from creditdelta.journal.synthetic import mark
from creditdelta.lists import candidates, services
from creditdelta.lists.models import Candidate
from creditdelta.lists.services import Decision, Proposal
from creditdelta.lists.tests.scenes import DAY, by, ref_of, send
from creditdelta.lists.tests.test_cases import found as found_by
from creditdelta.notices.serving import dispatch, serve
from creditdelta.records.services import Act
from creditdelta.rulebook.cases import cases
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.listings import listings
from creditdelta.rulebook.memoranda import applies, memoranda

pytestmark = pytest.mark.django_db
RECIPE = Path(__file__).parents[3] / "docs" / "recipes" / "add-a-sector.md"
BLOCK = re.compile(r"^`(rulebook/[^`]+)`:\n\n```toml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LIST, OFFICE = "work_safety_serious", "310000-emergency"


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A rulebook elsewhere with the files of the recipe, in force."""
    root = tmp_path / "elsewhere" / "rulebook"
    shutil.copytree(folder(), root)
    for name, text in BLOCK.findall(RECIPE.read_text("utf-8")):
        path = root.parent / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    monkeypatch.setenv("CREDITDELTA_RULEBOOK", str(root))
    rulebook.cache_clear()
    yield root
    rulebook.cache_clear()


def test_the_recipe_ends_with_the_files_it_writes() -> None:
    page = RECIPE.read_text("utf-8")
    last = page[page.index("**Files touched:**") :]
    names = [name for name, _ in BLOCK.findall(page)]
    assert len(names) == 6
    assert all(f"`{name}`" in last for name in names)


def test_the_cases_of_the_sector(added: Path) -> None:
    assert LIST in listings()
    tried = [case for case in cases() if case.sector == "work_safety"]
    told = [found_by(case) is not None for case in tried]
    assert told == [case.found for case in tried] == [True, False]
    assert not memoranda().keys() & {"work_safety"}
    one = memoranda(allow_fictional=True)["work_safety"]
    assert applies(one.measures[0], one, DAY, allow_fictional=True)


def test_somebody_is_entered_by_it(added: Path, ledger: Path, tmp_path: Path) -> None:
    mark("合成示例", DAY)
    send(registrations(tmp_path, 2))
    fine = penalty(0, CF_WFXW="未进行安全生产教育和培训")
    send(written(tmp_path / "fines.csv", "penalty", [fine, penalty(1)]))
    candidates.keep(DAY)
    [found] = Candidate.objects.filter(list=LIST)
    assert bytes(found.ref) == ref_of(0)
    documents = (bytes(found.documents),)
    wanted = Proposal(LIST, ref_of(0), OFFICE, (found.criterion,), documents, "合成示例。")
    id = services.propose(wanted, by("first"), DAY)
    notice = services.notify(id, by("first"), DAY)
    dispatch(notice, "letter", by("first"), on=DAY)
    serve(notice, "letter", "post", DAY, by("first"), b"\1" * 32)
    services.waive(id, "ab" * 32, by("first"), DAY)
    act = Act("沪示安〔2026〕1号", "cd" * 32)
    services.decide(id, Decision(act, "demo-work-safety", DAY), by("first"), DAY)
    services.confirm(id, by("second"), DAY)
    page = Client().get(f"/lists/{LIST}/").content.decode()
    assert organisation(0)[1] in page
    assert date(2028, 4, 1).isoformat() in page
    assert "安全生产" in Client().get("/sectors/work_safety/").content.decode()
    assert "安全生产领域备忘录（虚构）" in Client().get("/memoranda/work_safety/").content.decode()
