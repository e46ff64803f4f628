"""The pages of webhooks: of one's own office alone, the secret once, what was sent, and what can be done."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from creditdelta.accounts.tests.signed_in import BANK, signed_in, with_post
from creditdelta.feed.queries import grown
from creditdelta.feed.tests.scenes import followed, take
from creditdelta.intake.tests.supplies import registrations
from creditdelta.journal.synthetic import mark
from creditdelta.webhooks.delivering import tell
from creditdelta.webhooks.models import Delivery, Webhook
from creditdelta.webhooks.queries import sent_to, webhook, webhooks_of
from creditdelta.webhooks.tests.receiver import DAY

pytestmark = pytest.mark.usefixtures("ledger")
ADDRESS = "https://receiver.example/new"
SECRET = r"whsec_[A-Za-z0-9+/]{43}="


@pytest.fixture
def bank() -> Client:
    """An officer of a bank, signed in."""
    return signed_in(with_post("market_reporter", BANK))


def register(client: Client) -> str:
    """The number of a webhook that was registered just now."""
    client.post("/desk/webhooks/new/", {"address": ADDRESS, "kinds": ["feed.advanced"]})
    return bytes(Webhook.objects.latest("registered_at").pk).hex()


def test_registered_with_its_secret_shown_once(bank: Client) -> None:
    assert bank.get("/desk/webhooks/").status_code == 200
    assert bank.get("/desk/webhooks/new/").status_code == 200
    answer = bank.post("/desk/webhooks/new/", {"address": ADDRESS, "kinds": ["feed.advanced"]})
    assert answer["Cache-Control"] == "private, no-store"
    (secret,) = set(re.findall(SECRET, answer.content.decode().replace("&#43;", "+")))
    (one,) = webhooks_of(BANK)
    page = bank.get(f"/desk/webhooks/{one.id.hex()}/").content.decode()
    assert ADDRESS in page
    assert secret not in page
    assert ADDRESS in bank.get("/en/desk/webhooks/").content.decode()


@pytest.mark.parametrize(
    "sent",
    [
        {"address": "http://receiver.example/", "kinds": ["feed.advanced"]},
        {"address": "https://127.0.0.1/", "kinds": ["feed.advanced"]},
        {"address": ADDRESS},
        {"address": ADDRESS, "kinds": ["everything"]},
    ],
)
def test_what_is_wrong_is_said(bank: Client, sent: dict[str, object]) -> None:
    answer = bank.post("/en/desk/webhooks/new/", sent)
    assert answer.status_code == 422
    assert "to put right" in answer.content.decode()
    assert not Webhook.objects.exists()


def test_a_loopback_address_is_for_demonstrations() -> None:
    mark("合成数据", DAY)
    bank = signed_in(with_post("market_reporter", BANK))
    sent = {"address": "http://127.0.0.1:9/", "kinds": ["feed.advanced"]}
    assert bank.post("/desk/webhooks/new/", sent).status_code == 200


def test_what_waits_to_be_followed_at_registering_is_told(bank: Client, tmp_path: Path) -> None:
    """It is sealed already, but no reader of the feed has seen it."""
    take(registrations(tmp_path, 2))
    register(bank)
    assert tell(grown, datetime.now(UTC)) == 0
    followed()
    assert tell(grown, datetime.now(UTC)) == 1


def test_tried_sent_again_given_another_secret_ended(bank: Client) -> None:
    number = register(bank)
    page, act = f"/desk/webhooks/{number}/", f"/desk/webhooks/{number}/acts/"
    assert bank.post(act, {"act": "try"})["Location"] == page
    assert bank.get(page).status_code == 200
    (sent,) = sent_to(bytes.fromhex(number), 5)
    assert bank.post(act, {"act": "again", "again": sent.id}).status_code == 422
    assert bank.post(act, {"act": "again", "again": "msg_0"}).status_code == 422
    Delivery.objects.update(state="dead", attempts=12)
    assert "已停止" in bank.get(page).content.decode()
    assert bank.post(act, {"act": "again", "again": sent.id})["Location"] == page
    assert Delivery.objects.get().state == "queued"
    assert re.search(SECRET, bank.post(act, {"act": "secret"}).content.decode())
    assert bank.post(act, {"act": "end"})["Location"] == page
    assert bank.get(page).status_code == 200
    assert bank.post(act, {"act": "try"}).status_code == 422
    assert webhook(bytes.fromhex(number)).health == "ended"


def test_another_office_sees_and_does_nothing(bank: Client) -> None:
    number = register(bank)
    other = signed_in(with_post("credit_officer", "310000-credit"))
    page, act = f"/desk/webhooks/{number}/", f"/desk/webhooks/{number}/acts/"
    assert ADDRESS not in other.get("/desk/webhooks/").content.decode()
    assert other.get(f"/desk/webhooks/?office={BANK}").status_code == 403
    assert other.get(page).status_code == 403
    assert other.post(act, {"act": "end"}).status_code == 403
    assert bank.get("/desk/webhooks/00/").status_code == 403
    assert Client().get(page)["Location"].startswith("/account/sign-in/")


def test_a_card_leads_there(bank: Client) -> None:
    assert "/desk/webhooks/" in bank.get("/account/").content.decode()
