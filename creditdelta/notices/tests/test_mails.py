"""Mails: what is in them, who gets them, what becomes of those that fail, and never two within the window."""

import smtplib
import socket
from collections.abc import Iterator
from datetime import date, timedelta
from email import message_from_bytes
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.core import mail
from django.core.mail import get_connection

from creditdelta.accounts.models import Account
from creditdelta.accounts.tests.signed_in import with_post
from creditdelta.intake.tests.supplies import organisation
from creditdelta.journal import synthetic
from creditdelta.notices import mails, serving
from creditdelta.notices.mails import send_due
from creditdelta.notices.models import Dispatch
from creditdelta.notices.tests.scenes import AT, DAY, FIELDS, about, issued, organisations
from creditdelta.project.mail_server import MailServerUnclear, mail_settings
from creditdelta.project.rebuild import compare
from creditdelta.rulebook.sending import sending_on

WINDOW = timedelta(minutes=sending_on(date(2026, 4, 1)).window_minutes)


@pytest.fixture
def ref(ledger: Path, tmp_path: Path, settings: Any) -> bytes:
    settings.MAIL_SERVER = "mail.example"
    settings.SITE_ADDRESS = "https://credit.example"
    return organisations(tmp_path, 1)[0]


def reader(ref: bytes, address: str, role: str = "representative") -> str:
    account = with_post(role, subject=ref)
    Account.objects.filter(pk=account).update(email=address)
    return account


def row(id: bytes) -> Dispatch:
    return Dispatch.objects.get(notice=id, channel="mail")


class Broken:
    """A carrier that fails in some way."""

    def __init__(self, trouble: Exception) -> None:
        self.trouble = trouble

    def send_messages(self, messages: list[Any]) -> int:
        raise self.trouble


def test_a_mail_says_that_something_waits_and_nothing_else(ref: bytes) -> None:
    reader(ref, "one@example.invalid")
    reader(ref, "two@example.invalid", "deputy")
    id = issued("prior_notice", ref)
    assert send_due(AT) == ["sent"]
    (sent,) = mail.outbox
    assert sorted(sent.bcc) == ["one@example.invalid", "two@example.invalid"]
    text = sent.message().as_string() + sent.body
    assert "https://credit.example/mine/notices/" in sent.body
    code, name = organisation(0)
    for hidden in (*sent.bcc, code, name, *FIELDS["prior_notice"].values(), "沪信告", "告知书"):
        assert hidden not in text
    assert (row(id).state, row(id).attempts) == ("dispatched", 1)
    assert send_due(AT + WINDOW) == []
    assert compare().equal


def test_an_account_is_written_to_about_itself(ref: bytes) -> None:
    account = reader(ref, "one@example.invalid")
    issued("account_notice", None, account=account)
    assert send_due(AT) == ["sent"]
    assert "https://credit.example/account/notices/" in mail.outbox[0].body


def test_nobody_without_an_address_is_written_to(ref: bytes) -> None:
    id, account = issued("prior_notice", ref), reader(ref, "")
    assert send_due(AT) == []
    Account.objects.filter(pk=account).update(email="one@example.invalid", is_active=False)
    assert send_due(AT) == []
    assert row(id).state == "queued"
    Account.objects.filter(pk=account).update(is_active=True)
    assert send_due(AT) == ["sent"]


def test_what_was_begun_is_left_alone_within_the_window(ref: bytes) -> None:
    reader(ref, "one@example.invalid")
    id = issued("prior_notice", ref)
    serving.begin(id, "mail", about())  # and then the process was killed
    assert send_due(AT + WINDOW - timedelta(seconds=1)) == []
    assert send_due(AT + WINDOW) == ["sent"]
    assert len(mail.outbox) == 1


def test_every_attempt_has_the_same_message_id(ref: bytes) -> None:
    first, second = mails.message_id(bytes(16)), mails.message_id(bytes(16))
    assert first == second != mails.message_id(b"x" * 16)


@pytest.mark.parametrize(
    ("trouble", "outcome"),
    [
        (smtplib.SMTPRecipientsRefused({}), "refused"),
        (smtplib.SMTPResponseException(554, b"no"), "refused"),
        (smtplib.SMTPServerDisconnected("gone"), "unreachable"),
        (ConnectionRefusedError(), "unreachable"),
        (TimeoutError(), "unreachable"),
    ],
)
def test_a_failure_is_tried_again_later_and_later(
    ref: bytes, trouble: Exception, outcome: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader(ref, "one@example.invalid")
    id, at = issued("prior_notice", ref), AT
    monkeypatch.setattr(mails, "backend", lambda: Broken(trouble))
    waited = []
    while row(id).state != "dead":
        assert send_due(at) == [outcome]
        until = row(id).until
        if until is not None:
            assert send_due(until - timedelta(seconds=1)) == []
            waited.append((until - at).total_seconds() / 60)
            at = until
    assert waited == [2, 8, 32, 128, 512, 1440, 1440]
    assert (row(id).attempts, row(id).ground) == (8, outcome)
    assert send_due(at + timedelta(days=9)) == []
    serving.again(id, "mail", about(at))
    monkeypatch.setattr(mails, "backend", get_connection)
    assert send_due(at) == ["sent"]


def test_a_round_ends_where_no_server_answers(ref: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    reader(ref, "one@example.invalid")
    ids = [issued("prior_notice", ref) for _ in range(3)]
    monkeypatch.setattr(mails, "backend", lambda: Broken(ConnectionRefusedError()))
    assert send_due(AT) == ["unreachable"]
    assert [row(id).state for id in ids] == ["failed", "queued", "queued"]


def test_without_a_server_nothing_leaves(ref: bytes, settings: Any) -> None:
    settings.MAIL_SERVER = ""
    reader(ref, "one@example.invalid")
    id = issued("prior_notice", ref)
    assert send_due(AT) == []
    assert row(id).state == "queued"


def test_a_demonstration_writes_its_mails_into_its_home(
    ref: bytes, ledger: Path, settings: Any
) -> None:
    settings.MAIL_SERVER = ""
    synthetic.mark("invented", DAY)
    synthetic._day.cache_clear()
    try:
        reader(ref, "one@example.invalid")
        issued("prior_notice", ref)
        assert send_due(AT) == ["sent"]
    finally:
        synthetic._day.cache_clear()
    (written,) = (ledger / "mail").iterdir()
    assert "undisclosed-recipients" in written.read_text(encoding="utf-8")


@pytest.fixture
def server() -> Iterator[tuple[int, list[bytes]]]:
    """A mail server on this machine that takes one mail; gives its port and what it was told."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=_serve, args=(listening, heard), daemon=True)
        thread.start()
        yield listening.getsockname()[1], heard
        thread.join(timeout=10)


def _serve(listening: socket.socket, heard: list[bytes]) -> None:
    peer, _ = listening.accept()
    with peer, peer.makefile("rb") as lines:
        peer.sendall(b"220 here\r\n")
        body = False
        for line in lines:
            heard.append(line)
            if body:
                body = line != b".\r\n"
                if not body:
                    peer.sendall(b"250 taken\r\n")
            elif line.upper().startswith(b"DATA"):
                body = True
                peer.sendall(b"354 go on\r\n")
            elif line.upper().startswith(b"QUIT"):
                peer.sendall(b"221 bye\r\n")
                return
            else:
                peer.sendall(b"250 yes\r\n")


def test_a_server_is_spoken_to(
    ref: bytes, server: tuple[int, list[bytes]], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    port, heard = server
    for name, value in mail_settings(f"smtp://127.0.0.1:{port}").items():
        setattr(settings, name, value)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    reader(ref, "one@example.invalid")
    issued("prior_notice", ref)
    assert send_due(AT) == ["sent"]
    assert b"rcpt TO:<one@example.invalid>\r\n" in heard
    told = b"".join(heard)
    letter = message_from_bytes(told[told.index(b"Content-Type") :])
    assert letter["To"] == "undisclosed-recipients:;"
    assert letter["Bcc"] is None


def test_the_address_of_a_server_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("p@ss\n", encoding="utf-8")
    found = mail_settings("smtp://clerk@mail.example:587?tls=1", str(secret))
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (
        587,
        True,
        False,
    )
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("clerk", "p@ss")
    assert mail_settings("smtps://mail.example")["EMAIL_PORT"] == 465
    assert mail_settings("") == {"MAIL_SERVER": ""}
    for wrong in ("mail.example", "http://me:secret@mail.example", "smtp://"):
        with pytest.raises(MailServerUnclear) as told:
            mail_settings(wrong)
        assert "secret" not in str(told.value)
