"""A notice is issued: numbered without gaps, held to its digest, refused when it does not say enough."""

import threading
from datetime import date
from pathlib import Path

import pytest

from creditdelta.journal.database import writing
from creditdelta.journal.models import Event
from creditdelta.journal.services import seal
from creditdelta.notices import contents, services
from creditdelta.notices.models import Content, Notice
from creditdelta.notices.queries import notice, notices_of, notices_to, numbered
from creditdelta.notices.rules import MoveRefused
from creditdelta.notices.services import Asked, NoAddressee, NotWriting, erase, issue, issue_many
from creditdelta.notices.tests.scenes import (
    DAY,
    FIELDS,
    OFFICE,
    about,
    issued,
    organisations,
)
from creditdelta.notices.wording import FieldsRefused, table
from creditdelta.project.rebuild import compare
from creditdelta.rulebook.notices import UnknownNotice
from creditdelta.rulebook.offices import UnknownOffice


class Undone(Exception):
    """The rest of a transaction went wrong."""


def undone(ref: bytes) -> None:
    with writing():
        issue("prior_notice", ref, OFFICE, FIELDS["prior_notice"], about())
        raise Undone


def test_a_notice_waits_on_every_channel_and_says_who_it_is_for(
    ledger: Path, tmp_path: Path
) -> None:
    ref = organisations(tmp_path, 1)[0]
    told = notice(issued("prior_notice", ref))
    assert told is not None
    assert (told.number, told.title.zh) == ("沪信告〔2026〕1号", "告知书")
    assert {one.channel: one.state for one in told.channels} == {
        "in_site": "dispatched", "mail": "queued", "letter": "queued",
    }  # fmt: skip
    assert told.due_on == date(2026, 4, 13)  # seven working days, 4 to 6 April are off
    said = contents.said_by(Notice.objects.get())
    assert (said.addressee, said.number) != ("", "")
    assert said.fields["matter"] == FIELDS["prior_notice"]["matter"]
    assert notices_of(ref) == [told]
    assert numbered(told.number) == told


def test_the_journal_holds_digests_and_no_words(ledger: Path, tmp_path: Path) -> None:
    ref = organisations(tmp_path, 1)[0]
    issued("prior_notice", ref)
    said = contents.said_by(Notice.objects.get())
    bodies = " ".join(Event.objects.values_list("body", flat=True))
    for word in (said.addressee, said.code, *FIELDS["prior_notice"].values()):
        assert word not in bodies


def test_numbers_have_no_gaps(ledger: Path, tmp_path: Path) -> None:
    ref = organisations(tmp_path, 1)[0]
    issued("prior_notice", ref)
    with pytest.raises(Undone):
        undone(ref)
    issued("prior_notice", ref)
    issued("prior_notice", ref, office="320500-credit")
    issued("repair_decision", ref)
    issued("prior_notice", ref, on=date(2027, 1, 4))
    issued("prior_notice", ref)
    assert {row.number for row in Notice.objects.all()} == {
        "沪信告〔2026〕1号", "沪信告〔2026〕2号", "沪信告〔2026〕3号", "苏州信告〔2026〕1号",
        "沪信修〔2026〕1号", "沪信告〔2027〕1号",
    }  # fmt: skip


def test_several_at_once_get_different_numbers(ledger: Path, tmp_path: Path) -> None:
    ref = organisations(tmp_path, 1)[0]

    def many() -> None:
        from django.db import connection

        for _ in range(5):
            issued("prior_notice", ref)
        connection.close()

    threads = [threading.Thread(target=many) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(Notice.objects.values_list("serial", flat=True)) == list(range(1, 21))


def test_an_account_is_told_without_an_organisation(ledger: Path) -> None:
    issued("account_notice", None, account="ab" * 16)
    assert [one.number for one in notices_to("ab" * 16)] == ["沪信户〔2026〕1号"]
    assert notices_to("") == []


def test_what_cannot_be_issued_is_refused(ledger: Path, tmp_path: Path) -> None:
    ref = organisations(tmp_path, 1)[0]
    fields = FIELDS["prior_notice"]
    with pytest.raises(NotWriting):
        issue("prior_notice", ref, OFFICE, fields, about())
    with writing():
        with pytest.raises(UnknownNotice):
            issue("love_letter", ref, OFFICE, fields, about())
        with pytest.raises(UnknownOffice):
            issue("prior_notice", ref, "310000-circus", fields, about())
        with pytest.raises(NoAddressee):
            issue("prior_notice", None, OFFICE, fields, about())
        with pytest.raises(NoAddressee):
            issue("account_notice", ref, OFFICE, FIELDS["account_notice"], about())
    assert not Notice.objects.exists()
    assert not Content.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"facts": ""}, "facts"),
        ({"facts": "  \n "}, "facts"),
        ({"facts": "长" * 4_001}, "facts"),
        ({"facts": "电话 13800138000"}, "facts"),
        ({"facts": "right\u202eleft"}, "facts"),
        ({"facts": "half \ud800"}, "facts"),
        ({"matter": "\x07"}, "matter"),
        ({"reply_until": "2026-02-30"}, "reply_until"),
        ({"reply_until": "20260401"}, "reply_until"),
        ({"nonsense": "x"}, "nonsense"),
    ],
)
def test_fields_are_held_to_their_kind(changed: dict[str, str], field: str, ledger: Path) -> None:
    fields = {**FIELDS["prior_notice"], **changed}
    with pytest.raises(FieldsRefused) as refused, writing():
        issue("prior_notice", bytes(16), OFFICE, fields, about())
    assert [name for name, _ in refused.value.problems] == [field]


@pytest.mark.parametrize(
    "rows",
    [
        "no json", "{}", "[]", table([["a", "b"]]), '[["a","b","c",4]]', table([["x"] * 4] * 501),
        table([["长" * 201, "b", "c", "d"]]), table([["line\nbreak", "b", "c", "d"]]),
        table([["13800138000", "b", "c", "d"]]),
    ],
)  # fmt: skip
def test_tables_are_held_to_their_columns(rows: str, ledger: Path) -> None:
    fields = {**FIELDS["repair_decision"], "records": rows}
    with pytest.raises(FieldsRefused) as refused, writing():
        issue("repair_decision", bytes(16), OFFICE, fields, about())
    assert [name for name, _ in refused.value.problems] == ["records"]


def test_content_that_was_changed_from_outside_is_not_read(ledger: Path, tmp_path: Path) -> None:
    issued("prior_notice", organisations(tmp_path, 1)[0])
    row = Content.objects.get()
    row.body = row.body.replace("逾期", "按期")
    row.save()
    with pytest.raises(contents.ContentAltered):
        contents.said_by(Notice.objects.get())


def test_content_can_be_erased_and_the_rest_stays(ledger: Path, tmp_path: Path) -> None:
    id = issued("prior_notice", organisations(tmp_path, 1)[0])
    with pytest.raises(MoveRefused, match="ground"):
        erase(id, "因为", about())
    erase(id, "信用修复", about())
    with pytest.raises(contents.ContentErased):
        contents.said_by(Notice.objects.get())
    with pytest.raises(MoveRefused, match="erased"):
        erase(id, "信用修复", about())
    told = notice(id)
    assert told is not None
    assert told.erased
    assert compare().equal


def test_many_are_issued_in_parts(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "AT_ONCE", 2)
    refs = organisations(tmp_path, 5)
    asked = [Asked(ref, FIELDS["prior_notice"]) for ref in refs]
    parts = list(services.issue_in_parts("prior_notice", OFFICE, asked, about()))
    assert [len(part) for part in parts] == [2, 2, 1]
    assert sorted(Notice.objects.values_list("serial", flat=True)) == [1, 2, 3, 4, 5]
    seal()
    assert compare().equal


def test_an_organisation_nobody_registered_is_told_by_its_code(ledger: Path) -> None:
    with writing():
        ids = issue_many("prior_notice", OFFICE, [Asked(b"x" * 16, FIELDS["prior_notice"])],
                         about(), on=DAY)  # fmt: skip
    assert contents.said_by(Notice.objects.get(pk=ids[0])).addressee == ""
