"""The index follows what happens to names, in pieces, and says nothing that is no longer told."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from creditdelta.intake.erasure import erase_records
from creditdelta.journal.models import Cursor
from creditdelta.journal.services import envelope, seal
from creditdelta.project.table_digests import table_digests
from creditdelta.records import services
from creditdelta.records.models import Statement
from creditdelta.search import index
from creditdelta.search.following import behind
from creditdelta.search.models import Entry, NearPart, State
from creditdelta.search.tests.scenes import TODAY, asked, followed, registers, shown

pytestmark = pytest.mark.usefixtures("ledger")
NAMES = [f"上海示例{chr(0x5000 + n)}商贸有限公司" for n in range(12)]


def documents() -> dict[bytes, bytes]:
    return {bytes(one.ref): bytes(one.document) for one in Statement.objects.all()}


def held() -> list[tuple[str, bool]]:
    return sorted(Entry.objects.values_list("name", "former"))


def test_behind_until_it_followed(tmp_path: Path) -> None:
    registers(tmp_path, NAMES)
    assert behind() == asked("示例").behind == 1
    followed()
    assert behind() == 0
    assert len(shown("示例")) == len(NAMES)
    assert followed() == 0


def test_behind_counts_what_is_unsealed_and_what_is_sealed(tmp_path: Path) -> None:
    registers(tmp_path, NAMES[:2])
    followed()
    registers(tmp_path, NAMES[2:4], 2)
    assert behind() == 1
    seal()
    assert behind() == 1
    registers(tmp_path, NAMES[4:6], 4)
    assert behind() == 2
    State.objects.update(version="another")
    assert behind() == 3, "an index of another form must follow everything"


def test_a_big_submission_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "PIECE", 5)
    registers(tmp_path, NAMES)
    assert followed() == 3
    assert len(held()) == len(NAMES)
    assert State.objects.get().batch == 3
    assert len(shown("示例")) == len(NAMES)


def test_killed_between_two_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "PIECE", 5)
    registers(tmp_path, NAMES)
    bring_up, calls = index.bring_up, []

    def killed(refs: list[bytes]) -> None:
        bring_up(refs)
        calls.append(refs)
        if len(calls) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(index, "bring_up", killed)
    with pytest.raises(KeyboardInterrupt):
        followed()
    assert Cursor.objects.get(pk="search").step > 0
    assert len(held()) == 5
    monkeypatch.setattr(index, "bring_up", bring_up)
    followed()
    assert len(shown("示例")) == len(held()) == len(NAMES)


def test_a_withdrawn_registration_is_gone_before_the_index_follows(tmp_path: Path) -> None:
    registers(tmp_path, NAMES)
    followed()
    ref, document = sorted(documents().items())[0]
    about = envelope("310000", "officer")
    target, act = services.Target(ref, document), services.Act("沪示撤1号", "0" * 64)
    services.withdraw(target, "原决定被撤销", act, TODAY, about, today=TODAY)
    assert len(held()) == len(NAMES)
    found = asked("示例")
    assert len(found.hits) == found.count == len(NAMES) - 1
    followed()
    assert len(held()) == len(NAMES) - 1


def test_an_erased_name_leaves_the_index(tmp_path: Path) -> None:
    registers(tmp_path, NAMES[:3])
    followed()
    ref, document = sorted(documents().items())[0]
    erase_records([(ref, document)], "retention", envelope("310000", "officer"), on=TODAY)
    assert len(shown("示例")) == 2
    followed()
    assert len(held()) == 2


def test_a_new_name_and_other_facts(tmp_path: Path) -> None:
    registers(tmp_path, NAMES[:2])
    followed()
    registers(tmp_path, ["上海示例新名商贸有限公司"], issued=2, status="注销")
    followed()
    assert held() == sorted(
        [(NAMES[0], True), (NAMES[1], False), ("上海示例新名商贸有限公司", False)]
    )
    assert len(shown("示例", life="gone")) == 1
    assert len(shown("示例", life="alive")) == 1


def test_another_form_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    registers(tmp_path, NAMES)
    followed()
    before = list(Entry.objects.order_by("id").values_list("id", "name", "former"))
    monkeypatch.setattr(index, "version", lambda: "of tomorrow")
    assert behind() == 1
    assert followed() == 1
    assert list(Entry.objects.order_by("id").values_list("id", "name", "former")) == before
    assert len(shown("示例")) == len(NAMES)
    assert followed() == 0


def test_two_names_at_one_rank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "ranked_id", lambda key, ref, normal, attempt=0: len(normal) << 52)
    registers(tmp_path, NAMES)
    followed()
    assert len({entry.id for entry in Entry.objects.all()}) == len(NAMES)
    followed()
    assert len(shown("示例")) == len(NAMES)


def test_it_is_no_part_of_the_ledgers_digest(tmp_path: Path) -> None:
    registers(tmp_path, NAMES)
    before = table_digests()
    followed()
    assert table_digests() == before
    assert NearPart.objects.count() == 1


def test_few_statements_however_many_are_found(tmp_path: Path) -> None:
    registers(tmp_path, NAMES)
    followed()
    for text in (NAMES[0], "示例", "无此"):
        with CaptureQueriesContext(connection) as statements:
            asked(text)
        assert len(statements) <= 10, text
