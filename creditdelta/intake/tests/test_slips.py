"""A return slip says what became of a batch, and anybody who holds it may ask whether it is genuine."""

from pathlib import Path

import pytest
from django.test import Client

from creditdelta.accounts.tests.signed_in import signed_in, with_post
from creditdelta.intake import services, slip_paper
from creditdelta.intake.models import Submission
from creditdelta.intake.slip import NoSlip, genuine, signed_with, slip_of
from creditdelta.intake.tests.desk_scenes import OFFICE, TODAY, held, sent
from creditdelta.intake.tests.supplies import organisation, penalty, registrations, written
from creditdelta.journal.guard import disarm
from creditdelta.journal.models import Event
from creditdelta.journal.services import checkpoint
from creditdelta.notices.tests.pdf_text import pages

pytestmark = pytest.mark.usefixtures("ledger")


@pytest.fixture
def batch(tmp_path: Path) -> Submission:
    """Two rows that count, and one that does not."""
    sent(registrations(tmp_path, 2))
    wrong = penalty(1, CF_XDR_SHXYM=f"{organisation(1)[0][:-1]}*", CF_WSH="沪示罚〔2025〕9号")
    return sent(
        written(tmp_path / "p.csv", "penalty", [penalty(0), penalty(1), wrong]), "secret-clerk"
    )


def test_a_slip_says_what_became_of_the_rows(batch: Submission) -> None:
    slip = slip_of(batch)
    assert (slip.number, slip.office, slip.state) == (batch.pk, OFFICE, "closed")
    assert (slip.counts["rows"], slip.counts["accepted"], slip.counts["rejected"]) == (3, 2, 1)
    assert slip == slip_of(Submission.objects.get(pk=batch.pk))
    event = Event.objects.get(number=slip.place)
    assert (event.kind, bytes(event.leaf or b"").hex()) == ("submission.closed", slip.leaf)
    assert signed_with(slip) is None
    checkpoint()
    signed = signed_with(slip)
    assert signed is not None
    assert signed.size > slip.place


def test_it_is_printed_the_same_every_time(batch: Submission) -> None:
    paper = slip_paper.pdf(slip_of(batch))
    assert paper == slip_paper.pdf(slip_of(batch))
    said = "".join(pages(paper))
    for word in ("信用信息报送回执", "行政处罚", slip_of(batch).code[:9], "CD-"):
        assert word in said
    assert "secret-clerk" not in said


def test_a_slip_is_on_the_desk(batch: Submission) -> None:
    client = signed_in(with_post("credit_officer", OFFICE))
    text = client.get(f"/desk/batches/{batch.pk}/slip/").content.decode()
    assert slip_of(batch).code in text
    answer = client.get(f"/desk/batches/{batch.pk}/slip.pdf")
    assert answer["Content-Type"] == "application/pdf"
    foreign = signed_in(with_post("credit_officer", "320000-credit"))
    for place in ("slip/", "slip.pdf"):
        assert foreign.get(f"/desk/batches/{batch.pk}/{place}").status_code == 403


def test_anybody_learns_whether_a_slip_is_genuine(batch: Submission) -> None:
    slip, client = slip_of(batch), Client()
    found = client.get("/slips/", {"number": str(batch.pk), "code": slip.code})
    assert found.status_code == 302
    text = client.get(found["Location"]).content.decode()
    assert "是真的" in text
    assert "secret-clerk" not in text
    assert (
        "It is genuine" in client.get(f"/en/slips/{batch.pk}/?code={slip.digest}").content.decode()
    )
    assert genuine(batch.pk, slip.code.upper()) == slip
    assert client.get("/slips/").status_code == 200
    answers = set()
    other = "0" * 32
    for number, code in (
        (batch.pk, other),
        (77, other),
        (10**20, other),
        (batch.pk, slip.code[:8]),
    ):
        answer = client.get(f"/slips/{number}/", {"code": code})
        text = answer.content.decode()
        assert answer.status_code == 200
        assert "不相符" in text
        answers.add(text.partition("</h1>")[2].partition("<form")[0])
    assert len(answers) == 1


def test_every_count_is_under_the_digest(batch: Submission) -> None:
    code = slip_of(batch).code
    for name in ("accepted", "rejected", "waiting", "late"):
        Submission.objects.filter(pk=batch.pk).update(**{name: 7})
        assert genuine(batch.pk, code) is None, name
        Submission.objects.filter(pk=batch.pk).update(**{name: getattr(batch, name)})
    assert genuine(batch.pk, code) is not None


def test_an_altered_journal_makes_every_slip_wrong(batch: Submission) -> None:
    from django.db import connection

    from creditdelta.journal.tests.ownership import as_owner

    slip = slip_of(batch)
    with as_owner():
        disarm(connection)
        Event.objects.filter(number=slip.place).update(actor="somebody else")
    assert genuine(batch.pk, slip.code) is None


def test_there_is_none_before_the_end(tmp_path: Path) -> None:
    row = held(tmp_path)
    with pytest.raises(NoSlip):
        slip_of(row)
    client = signed_in(with_post("credit_officer", OFFICE))
    assert client.get(f"/desk/batches/{row.pk}/slip/").status_code == 404
    assert client.get(f"/desk/batches/{row.pk}/slip.pdf").status_code == 404
    services.refuse(row, "officer", "报送有误")
    refused = slip_of(Submission.objects.get(pk=row.pk))
    assert (refused.state, refused.ground, refused.counts["rejected"]) == (
        "refused", "报送有误", 1100,
    )  # fmt: skip
    assert "报送单位确认有误" in "".join(pages(slip_paper.pdf(refused)))


def test_a_file_sent_again_has_a_slip_of_its_own(tmp_path: Path) -> None:
    first = sent(registrations(tmp_path, 2))
    again = sent(tmp_path / "registrations.csv")
    assert again.repeats == first.pk
    slip = slip_of(again)
    assert (slip.counts["duplicate"], slip.counts["rows"]) == (2, 2)
    assert slip.digest != slip_of(first).digest
    assert services.destroy_originals(TODAY.replace(year=2099), "operator") == 1
    assert slip_of(Submission.objects.get(pk=first.pk)) == slip_of(first)
