"""The log of looks: what the organisation is told, what is withheld, what the review keeps."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command

from creditdelta.accounts.reader import Held
from creditdelta.accounts.tests.signed_in import signed_in, with_post
from creditdelta.journal.models import Event
from creditdelta.journal.services import envelope, seal
from creditdelta.lookups.models import Lookup, Reference
from creditdelta.lookups.queries import lookup_by, lookups_of, made_by, week_of
from creditdelta.lookups.services import Asked, LookRefused, commitment, disclose, look, review
from creditdelta.project.rebuild import compare

pytestmark = pytest.mark.usefixtures("ledger")
OFFICE, FIRM = "310000-credit", bytes(16)
POST = Held("credit_officer", OFFICE, "310000")
AT = datetime(2026, 4, 15, 2, tzinfo=UTC)
ABOUT = envelope("310000", "ab" * 16, at=AT)
WEEK, LATER = date(2026, 4, 13), date(2026, 4, 20)


def looked(purpose: str = "licence_review", reference: str = "沪许〔2026〕1号") -> bytes:
    return look(Asked(FIRM, purpose, reference), POST, ABOUT)


def test_the_organisation_is_told_office_purpose_and_moment_and_not_the_officer() -> None:
    looked()
    (seen,) = lookups_of(FIRM)
    assert (seen.office, seen.purpose, seen.looked_at) == (OFFICE, "licence_review", AT)
    assert set(seen.__slots__) == {"office", "purpose", "looked_at"}


def test_what_a_law_keeps_secret_is_told_when_the_case_is_closed() -> None:
    made = looked("sealed_investigation")
    assert lookups_of(FIRM) == []
    assert week_of(WEEK).withheld == ((OFFICE, 1),)
    disclose(made, OFFICE, ABOUT)
    assert [one.purpose for one in lookups_of(FIRM)] == ["sealed_investigation"]
    assert week_of(WEEK).withheld == ()


def test_a_case_is_closed_once_and_by_the_office_that_looked() -> None:
    made = looked("sealed_investigation")
    with pytest.raises(LookRefused):
        disclose(made, "320000-credit", ABOUT)
    disclose(made, OFFICE, ABOUT)
    with pytest.raises(LookRefused):
        disclose(made, OFFICE, ABOUT)


def test_nothing_is_logged_where_something_was_not_said() -> None:
    for purpose, reference in (("", "x"), ("licence_review", "  ")):
        with pytest.raises(LookRefused):
            looked(purpose, reference)
    assert not Lookup.objects.exists()
    assert not Reference.objects.exists()


def test_the_journal_holds_a_commitment_and_no_case_number() -> None:
    made = looked()
    (body,) = Event.objects.filter(kind="lookup.made").values_list("body", flat=True)
    assert "沪许" not in body
    row = Reference.objects.get()
    assert bytes(Lookup.objects.get().commitment) == commitment(bytes(row.salt), row.text)
    found = lookup_by(made)
    assert found is not None
    assert found.reference == "沪许〔2026〕1号"
    assert [one.id for one in made_by(OFFICE)] == [made]
    assert made_by("320000-credit") == []


def test_a_week_is_reviewed_when_it_is_over() -> None:
    for _ in range(5):
        looked()
    assert [one.reasons for one in week_of(WEEK).hints] == [("same",)]
    with pytest.raises(LookRefused):
        review(WEEK, ABOUT.actor, "理由正当", ABOUT, date(2026, 4, 19))
    with pytest.raises(LookRefused):
        review(WEEK, ABOUT.actor, "很好", ABOUT, LATER)
    with pytest.raises(LookRefused):
        review(WEEK, "somebody, whoever it is", "理由正当", ABOUT, LATER)
    review(WEEK, ABOUT.actor, "理由正当", ABOUT, LATER)
    assert week_of(WEEK).outcomes == {ABOUT.actor: "理由正当"}


def test_the_log_follows_from_the_journal() -> None:
    for _ in range(5):
        looked()
    disclose(looked("sealed_investigation"), OFFICE, ABOUT)
    review(WEEK, ABOUT.actor, "要求说明", ABOUT, LATER)
    seal()
    assert compare().differing == ()


def test_the_office_closes_a_case_on_its_page() -> None:
    made = looked("sealed_investigation")
    client = signed_in(with_post("credit_officer", OFFICE))
    page = client.get("/desk/lookups/").content.decode()
    assert "已结案" in page
    assert client.post(f"/desk/lookups/?office={OFFICE}", {"lookup": made.hex()}).status_code == 302
    assert lookups_of(FIRM) != []


def test_another_office_neither_sees_nor_closes() -> None:
    made = looked("sealed_investigation")
    client = signed_in(with_post("credit_officer", "320000-credit"))
    assert client.get(f"/desk/lookups/?office={OFFICE}").status_code == 403
    answer = client.post(f"/desk/lookups/?office={OFFICE}", {"lookup": made.hex()})
    assert answer.status_code == 403
    assert lookups_of(FIRM) == []


def test_the_audit_administrator_keeps_an_outcome() -> None:
    for _ in range(5):
        looked()
    client = signed_in(with_post("audit_administrator"))
    page = client.get("/audit/lookups/?week=2026-04-15").content.decode()
    assert "反复查看同一组织" in page
    given = {"account": ABOUT.actor, "outcome": "理由正当"}
    assert client.post("/audit/lookups/?week=2026-04-13", given).status_code == 302
    assert "理由正当" in client.get("/audit/lookups/?week=2026-04-13").content.decode()
    wrong = client.post("/audit/lookups/?week=2026-04-13", {"account": "a", "outcome": "x"})
    assert "请选择复核结果" in wrong.content.decode()


@pytest.mark.parametrize("role", ["system_administrator", "security_administrator"])
def test_no_other_administrator_reads_the_log(role: str) -> None:
    assert signed_in(with_post(role)).get("/audit/lookups/").status_code == 403


def test_no_change_is_left_without_a_migration() -> None:
    call_command("makemigrations", "lookups", "accounts", check=True, dry_run=True, verbosity=0)
