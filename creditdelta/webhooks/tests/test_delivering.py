"""Notifications to a real receiver on this machine: what is in them, what becomes of them, how they end."""

import json
import socket
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from creditdelta.journal.queries import exported
from creditdelta.journal.synthetic import mark
from creditdelta.project.rebuild import compare
from creditdelta.rulebook.webhooks import webhooks_on
from creditdelta.webhooks import posting, services, signing
from creditdelta.webhooks.delivering import ADVANCED, again, forget, send_due, tell
from creditdelta.webhooks.models import Attempt, Delivery, Receiver, Webhook
from creditdelta.webhooks.queries import sent_to, webhook
from creditdelta.webhooks.rules import MoveRefused
from creditdelta.webhooks.services import TESTED
from creditdelta.webhooks.tests.receiver import DAY, NOW, POST, Got, about, receiving, registered

LIMITS = webhooks_on(DAY)
HOUR = timedelta(hours=1)


@pytest.fixture
def got(ledger: Path) -> Iterator[Got]:
    mark("合成数据", DAY)
    with receiving() as one:
        yield one


def reach(through: int):
    """A feed that reaches so far, with one item a number."""
    return lambda after: (through, through - after)


def told(got: Got, number: int = -1) -> Any:
    return json.loads(got.requests[number][1])


def test_a_notification_says_how_far_and_nothing_else(got: Got) -> None:
    made = registered(got.address, reached=4)
    assert tell(reach(9), NOW) == 1
    assert send_due(NOW) == ["delivered"]
    headers, body = got.requests[0]
    event = told(got)
    assert event == {
        "specversion": "1.0", "id": headers["webhook-id"], "source": "/", "type": ADVANCED,
        "time": "2026-04-01T01:00:00+00:00", "datacontenttype": "application/json",
        "data": {"through": 9, "items": 5},
    }  # fmt: skip
    assert headers["content-type"] == "application/cloudevents+json; charset=utf-8"
    assert headers["webhook-timestamp"] == str(int(NOW.timestamp()))
    own = signing.secret(made.id, 1)
    assert made.secret == signing.told(own)
    signed = signing.signature([own], event["id"], int(NOW.timestamp()), body)
    assert headers["webhook-signature"] == signed
    assert webhook(made.id).health == "works"
    assert tell(reach(9), NOW) == 0


def test_one_is_under_way_and_the_next_says_what_grew_meanwhile(got: Got) -> None:
    registered(got.address)
    assert tell(reach(0), NOW) == 1
    assert tell(reach(7), NOW) == 0
    send_due(NOW)
    assert tell(reach(9), NOW) == 1
    send_due(NOW)
    assert [told(got, n)["data"] for n in (0, 1)] == [
        {"through": 0, "items": 1}, {"through": 9, "items": 9},
    ]  # fmt: skip


def test_what_fails_comes_again_later_under_the_same_id(got: Got) -> None:
    made = registered(got.address)
    tell(reach(0), NOW)
    got.answer = 503
    assert send_due(NOW) == ["refused"]
    assert send_due(NOW) == []
    assert webhook(made.id).health == "fails"
    got.answer = 200
    assert send_due(NOW + HOUR) == ["delivered"]
    assert len({headers["webhook-id"] for headers, _ in got.requests}) == 1
    assert len({body for _, body in got.requests}) == 1
    (one,) = sent_to(made.id, 5)
    assert [(each.outcome, each.status) for each in one.tries] == [
        ("refused", 503),
        ("delivered", 200),
    ]
    assert one.state == "delivered"


def test_given_up_after_so_many_tries_and_taken_up_by_hand(got: Got) -> None:
    made = registered(got.address)
    tell(reach(0), NOW)
    got.answer, at = 500, NOW
    for _ in range(LIMITS.most_attempts):
        assert send_due(at) == ["refused"]
        at += timedelta(days=1)
    assert send_due(at) == []
    assert webhook(made.id).health == "stopped"
    assert tell(reach(5), at) == 0  # nobody is told anything more until somebody looks
    (dead,) = sent_to(made.id, 5)
    assert dead.may_again
    got.answer = 200
    again(dead.id, at, DAY)
    with pytest.raises(MoveRefused):
        again(dead.id, at, DAY)
    assert send_due(at) == ["delivered"]
    assert tell(reach(5), at) == 1


def test_a_receiver_that_is_gone_ends_its_webhook(got: Got) -> None:
    made = registered(got.address)
    tell(reach(0), NOW)
    got.answer = 410
    assert send_due(NOW) == ["gone"]
    assert webhook(made.id).health == "gone"
    assert tell(reach(9), NOW + HOUR) == 0
    with pytest.raises(services.NotPossible):
        services.try_out(made.id, NOW)


def test_a_redirect_is_not_followed(got: Got) -> None:
    registered(got.address)
    tell(reach(0), NOW)
    got.answer = 307
    assert send_due(NOW) == ["redirected"]
    assert len(got.requests) == 1


def test_an_ended_webhook_gets_nothing_that_waits(got: Got) -> None:
    made = registered(got.address)
    tell(reach(0), NOW)
    services.end(made.id, about(), DAY)
    assert send_due(NOW) == []
    assert got.requests == []
    with pytest.raises(services.NotPossible):
        services.end(made.id, about(), DAY)


def test_both_secrets_sign_for_a_while(got: Got) -> None:
    made = registered(got.address)
    second = services.replace_secret(made.id, about(), DAY)
    old, new = (signing.secret(made.id, one) for one in (1, 2))
    assert second == signing.told(new) != made.secret
    for at, own in ((NOW, [new, old]), (NOW + timedelta(hours=LIMITS.overlap_hours), [new])):
        id = services.try_out(made.id, at)
        assert send_due(at) == ["delivered"]
        headers, body = got.requests[-1]
        assert told(got)["type"] == TESTED
        assert headers["webhook-signature"] == signing.signature(own, id, int(at.timestamp()), body)


def test_whoever_was_cut_off_leaves_a_claim(got: Got, monkeypatch: pytest.MonkeyPatch) -> None:
    registered(got.address)
    tell(reach(0), NOW)

    def killed(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("creditdelta.webhooks.delivering.post", killed)
        with pytest.raises(KeyboardInterrupt):
            send_due(NOW)
    assert send_due(NOW) == []
    assert send_due(NOW + timedelta(minutes=LIMITS.window_minutes)) == ["delivered"]


def test_two_senders_never_send_one_at_the_same_time(got: Got, monkeypatch) -> None:
    registered(got.address)
    tell(reach(0), NOW)
    real, meanwhile = posting.post, []

    def other(*given: Any) -> posting.Answer:
        meanwhile.append(send_due(NOW))
        return real(*given)

    monkeypatch.setattr("creditdelta.webhooks.delivering.post", other)
    assert send_due(NOW) == ["delivered"]
    assert meanwhile == [[]]
    assert len(got.requests) == 1


def slow(asked: Any) -> None:
    """A receiver that answers a sign at a time, for ever."""
    for _ in range(200):
        asked.wfile.write(b"H")
        asked.wfile.flush()
        time.sleep(0.05)


def endless(asked: Any) -> None:
    """A receiver whose answer has no end of headers."""
    asked.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for _ in range(200):
        asked.wfile.write(b"a: b\r\n")


@pytest.mark.parametrize(
    ("answer", "outcome"), [(slow, "late"), (endless, "unreachable"), (lambda _: None, "unreachable")]
)  # fmt: skip
def test_a_hostile_receiver_holds_nobody(got: Got, answer: Any, outcome: str, monkeypatch) -> None:
    got.answer = answer
    registered(got.address)
    tell(reach(0), NOW)
    real = posting.post

    def hurried(to: Any, headers: Any, body: bytes, allowed: Any, seconds: int) -> posting.Answer:
        return real(to, headers, body, allowed, seconds // 10)

    monkeypatch.setattr("creditdelta.webhooks.delivering.post", hurried)
    begun = time.monotonic()
    assert send_due(NOW) == [outcome]
    assert time.monotonic() - begun < 5


def test_an_address_that_became_one_of_ours_is_not_called(got: Got, settings: Any) -> None:
    registered(got.address)
    Receiver.objects.update(address="https://10.0.0.1/")
    tell(reach(0), NOW)
    assert send_due(NOW) == ["forbidden"]
    assert Attempt.objects.get().status == 0


def test_a_name_that_means_a_machine_of_ours_is_not_called(got: Got, monkeypatch) -> None:
    registered("https://receiver.example/")
    tell(reach(0), NOW)
    found = [(0, 0, 0, "", ("1.1.1.1", 443)), (0, 0, 0, "", ("192.168.0.1", 443))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: found)
    monkeypatch.setattr("socket.create_connection", None)
    assert send_due(NOW) == ["forbidden"]


def test_a_name_that_nobody_knows(got: Got, monkeypatch) -> None:
    registered("https://receiver.example/")
    tell(reach(0), NOW)

    def unknown(*_: Any, **__: Any) -> None:
        raise socket.gaierror

    monkeypatch.setattr("socket.getaddrinfo", unknown)
    assert send_due(NOW) == ["unreachable"]


def test_the_log_forgets_and_what_is_open_stays(got: Got) -> None:
    made = registered(got.address)
    services.try_out(made.id, NOW)
    send_due(NOW)
    services.try_out(made.id, NOW)
    later = NOW + timedelta(days=LIMITS.log_days, seconds=1)
    assert forget(NOW + HOUR, DAY) == 0
    assert forget(later, DAY) == 1
    assert Delivery.objects.get().state == "queued"
    assert not Attempt.objects.exists()


def test_an_office_has_so_many_and_no_more(got: Got) -> None:
    made = [registered(got.address) for _ in range(LIMITS.most)]
    with pytest.raises(services.NotPossible, match="many"):
        registered(got.address)
    services.end(made[0].id, about(), DAY)
    registered(got.address)
    with pytest.raises(services.NotPossible, match="kinds"):
        services.register(POST, got.address, ["all"], 0, about(), DAY)


def test_the_journal_holds_neither_address_nor_secret_and_makes_the_table(got: Got) -> None:
    made = registered(got.address)
    second = services.replace_secret(made.id, about(), DAY)
    services.end(made.id, about(), DAY)
    told_by_it = b"".join(exported())
    for secret in (made.secret, second, got.address):
        assert secret.removeprefix("whsec_").encode() not in told_by_it
    assert compare().equal
    assert Webhook.objects.get().generation == 2
