"""What can be asked for and granted: refused with a reason where it goes beyond the rules."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from creditdelta.consent import services
from creditdelta.consent.models import Reference
from creditdelta.consent.queries import (
    consent,
    consent_for,
    consents_asked_by,
    consents_of,
    references,
)
from creditdelta.consent.rules import Why, Wish
from creditdelta.consent.words import WHYS
from creditdelta.journal.models import Event
from creditdelta.journal.services import envelope
from creditdelta.rulebook.consents import consents_on

ABOUT = envelope("310000", "ab" * 16)
DAY = date(2026, 4, 1)
BANK = "310000-bank_1"
WISH = Wish(
    bytes(16), BANK, "contract_review", ("tax", "housing_fund"), date(2026, 9, 30), "示例1号"
)
CASES: list[tuple[dict[str, object], Why]] = [
    ({"recipient": ""}, "recipient"),
    ({"purpose": "curiosity"}, "purpose"),
    ({"purpose": "sealed_investigation"}, "purpose"),
    ({"reference": " "}, "reference"),
    ({"reference": "号" * 101}, "reference"),
    ({"reference": "手机 13900000000"}, "reference"),
    ({"parts": ()}, "parts"),
    ({"parts": ("tax", "diary")}, "parts"),
    ({"until": date(2026, 3, 31)}, "until"),
    ({"until": date(2027, 4, 2)}, "until"),
]


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize(("changed", "why"), CASES)
def test_what_cannot_be_asked_for(changed: dict[str, object], why: Why) -> None:
    with pytest.raises(services.NotPossible) as refusal:
        services.ask(replace(WISH, **changed), ABOUT, DAY)
    assert refusal.value.why == why
    assert WHYS[why].zh
    assert not Event.objects.filter(kind__startswith="consent.").exists()
    assert not Reference.objects.exists()


@pytest.mark.usefixtures("ledger")
def test_a_request_waits_for_the_term_of_the_rulebook() -> None:
    made = consent(services.ask(WISH, ABOUT, DAY))
    assert made is not None
    assert consents_on(DAY).answer_days == 30
    assert made.answer_by == DAY + timedelta(30)
    assert consents_of(WISH.ref) == consents_asked_by(BANK) == [made]
    assert references([made.id]) == {made.id: "示例1号"}


@pytest.mark.usefixtures("ledger")
def test_no_event_holds_the_words_of_a_request() -> None:
    made = services.ask(WISH, ABOUT, DAY)
    services.grant(made, ("tax",), date(2026, 5, 1), ABOUT, DAY)
    bodies = "".join(Event.objects.values_list("body", flat=True))
    assert "示例" not in bodies
    assert made.hex() in bodies


@pytest.mark.usefixtures("ledger")
def test_one_question_at_a_time_for_one_purpose() -> None:
    made = services.ask(WISH, ABOUT, DAY)
    with pytest.raises(services.NotPossible, match="again"):
        services.ask(WISH, ABOUT, DAY)
    services.ask(replace(WISH, recipient="320000-bank_1"), ABOUT, DAY)
    services.refuse(made, ABOUT, DAY)
    services.ask(WISH, ABOUT, DAY)


@pytest.mark.usefixtures("ledger")
def test_less_may_be_granted_and_never_more() -> None:
    made = services.ask(WISH, ABOUT, DAY)
    for parts, until, why in (
        ((), WISH.until, "parts"),
        (("tax", "contracts"), WISH.until, "parts"),
        (("tax",), WISH.until + timedelta(1), "until"),
        (("tax",), DAY - timedelta(1), "until"),
    ):
        with pytest.raises(services.NotPossible, match=why):
            services.grant(made, parts, until, ABOUT, DAY)
    services.grant(made, ("tax",), date(2026, 5, 31), ABOUT, DAY + timedelta(1))
    found = consent_for(WISH.ref, BANK, WISH.purpose, date(2026, 5, 31))
    assert found is not None
    assert found.parts == ("tax",)
    assert found.since == DAY + timedelta(1)
    assert consent_for(WISH.ref, BANK, WISH.purpose, date(2026, 6, 1)) is None
    assert consent_for(WISH.ref, BANK, WISH.purpose, DAY) is None


@pytest.mark.usefixtures("ledger")
def test_a_revoked_consent_shows_nothing_from_that_day_on() -> None:
    made = services.ask(WISH, ABOUT, DAY)
    services.grant(made, WISH.parts, WISH.until, ABOUT, DAY)
    services.revoke(made, ABOUT, DAY + timedelta(3))
    assert consent_for(WISH.ref, BANK, WISH.purpose, DAY + timedelta(2)) is not None
    assert consent_for(WISH.ref, BANK, WISH.purpose, DAY + timedelta(3)) is None
    with pytest.raises(services.NotPossible, match="state"):
        services.revoke(made, ABOUT, DAY + timedelta(3))


@pytest.mark.usefixtures("ledger")
def test_what_nobody_asked_cannot_be_granted() -> None:
    with pytest.raises(services.NotPossible, match="state"):
        services.grant(bytes(16), ("tax",), WISH.until, ABOUT, DAY)
