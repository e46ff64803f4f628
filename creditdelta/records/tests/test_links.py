"""Links are an officer's, explained and reversible; nothing follows from a name alone."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from creditdelta.archive.queries import archive
from creditdelta.facade.check import rulebook
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import (
    organisation,
    penalties,
    registrations,
    written,
)
from creditdelta.journal.services import envelope
from creditdelta.records.publishing import Viewer
from creditdelta.records.questions import Question, questions
from creditdelta.rulebook.records import standard
from creditdelta.subjects.finding import references_of
from creditdelta.subjects.judgements import is_stale, standing_about
from creditdelta.subjects.services import Link, LinkRefused, link, unlink

pytestmark = pytest.mark.usefixtures("ledger")
TODAY = date(2026, 4, 1)
OFFICER = envelope("310000", "officer")
CODE, NAME = organisation(0)
OTHER_NAME = "上海别家商贸有限公司"
OLD_NUMBER = "110108000000016"


def take(path: Path, issued: int = 1) -> None:
    at = datetime(2026, 1, issued, tzinfo=UTC)
    ingest(Received(path, "310000", "clerk", TODAY, issued_at=at), rulebook())


def ref(code: str = CODE, scheme: str = "uscc") -> bytes:
    return next(one for one, other in references_of(code).items() if other == scheme)


def shown(code: str = CODE) -> int:
    return sum(
        entry.nature == "adverse"
        for section in archive(code, today=TODAY).sections
        for entry in section.public
    )


def only() -> Question:
    (found,) = questions()
    return found


def listed(folder: Path, number: str) -> None:
    """An entry of the abnormal list without a unified code."""
    columns = standard("abnormal_list").columns
    row = {column.code: column.example for column in columns if column.need == "mandatory"}
    role = standard("abnormal_list").role
    row |= {role.name: NAME, role.uscc: "", role.registration_number: number}
    take(written(folder / "listed.csv", "abnormal_list", [row]))


def test_a_misnamed_row_asks_and_a_judgement_answers_until_it_is_taken_back(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    take(penalties(tmp_path, 1, CF_XDR_MC=OTHER_NAME))
    asked = only()
    assert (asked.about.wait, asked.name, asked.about.rows) == ("misnamed", OTHER_NAME, 1)
    assert [(one.code, one.because) for one in asked.candidates] == [(CODE, "same_code")]
    judgement = link(Link("name", asked.about.name_key, ref(), "人工核对"), OFFICER)
    assert (shown(), questions()) == (1, [])
    unlink(judgement, "关联有误", OFFICER)
    assert (shown(), len(questions())) == (0, 1)


def test_a_name_alone_only_asks(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    listed(tmp_path, OLD_NUMBER)
    asked = only()
    assert (asked.about.scheme, asked.about.code, asked.about.wait) == (
        "registration_number",
        OLD_NUMBER,
        "unknown",
    )
    assert [(one.code, one.because, one.verdict) for one in asked.candidates] == [
        (CODE, "same_name", "same")
    ]
    assert shown() == 0
    link(Link("same", asked.about.ref, ref(), "主体确认"), OFFICER)
    assert shown() == 1


def test_an_older_number_is_linked_by_evidence_or_by_judgement(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    listed(tmp_path, OLD_NUMBER)
    assert only().about.wait == "unknown"
    link(Link("same", ref(OLD_NUMBER, "registration_number"), ref(), "登记机关证明"), OFFICER)
    assert shown() == shown(OLD_NUMBER) == 1


def test_a_judgement_on_other_evidence_is_stale(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    listed(tmp_path, OLD_NUMBER)
    link(Link("same", ref(OLD_NUMBER, "registration_number"), ref(), "登记机关证明"), OFFICER)
    (judged,) = standing_about(ref())
    assert not is_stale(judged)
    take(registrations(tmp_path, 1, "gone.csv", status="注销"), issued=3)
    assert is_stale(judged)


def test_records_do_not_pass_along_a_change_of_code(tmp_path: Path) -> None:
    take(registrations(tmp_path, 2))
    take(penalties(tmp_path, 1))
    later = organisation(1)[0]
    link(Link("succeeds", ref(later), ref(), "换码通知", since=date(2026, 1, 1)), OFFICER)
    assert (shown(), shown(later)) == (1, 0)
    for code in (CODE, later):
        found = archive(code, today=TODAY, viewer=Viewer("officer", purpose="核查"))
        assert [(one.code, one.follows) for one in found.succession] == [(later, CODE)]


@pytest.mark.parametrize(
    ("kind", "ref_of", "other_of", "ground", "since", "why"),
    [
        ("same", CODE, CODE, "人工核对", None, "own_code"),
        ("alike", CODE, CODE, "人工核对", None, "kind"),
        ("name", CODE, CODE, "听说", None, "ground"),
        ("succeeds", CODE, organisation(1)[0], "换码通知", None, "since"),
        ("succeeds", CODE, CODE, "换码通知", TODAY, "target"),
        ("name", CODE, organisation(9)[0], "人工核对", None, "unknown"),
    ],
)
def test_links_that_cannot_be(
    kind: str, ref_of: str, other_of: str, ground: str, since: date | None, why: str, tmp_path: Path
) -> None:
    take(registrations(tmp_path, 2))
    with pytest.raises(LinkRefused, match=why):
        link(Link(kind, ref(ref_of), ref(other_of), ground, since=since), OFFICER)


def test_two_links_of_one_number_cannot_stand(tmp_path: Path) -> None:
    take(registrations(tmp_path, 2))
    listed(tmp_path, OLD_NUMBER)
    number = ref(OLD_NUMBER, "registration_number")
    link(Link("same", number, ref(), "人工核对"), OFFICER)
    with pytest.raises(LinkRefused, match="again"):
        link(Link("same", number, ref(organisation(1)[0]), "人工核对"), OFFICER)
