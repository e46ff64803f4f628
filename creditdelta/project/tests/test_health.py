"""A deployment is ready once its index has followed; it stays ready while it catches up."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.test import Client

from creditdelta.facade.check import rulebook
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import registrations
from creditdelta.project import health
from creditdelta.project.followers import run_followers

pytestmark = pytest.mark.usefixtures("ledger")


def asked() -> tuple[int, dict[str, object]]:
    answer = Client().get("/healthz")
    return answer.status_code, answer.json()


def test_not_ready_before_the_index_followed_and_ready_ever_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "_ready", False)
    take(registrations(tmp_path, 2))
    code, told = asked()
    assert (code, told["status"], told["measured"]) == (503, "preparing", False)
    assert told["behind"] == 1
    run_followers()
    assert asked()[0] == 200
    take(registrations(tmp_path, 3, name="more.csv"))
    code, told = asked()
    assert (code, told["status"], told["behind"]) == (200, "ready", 1)


def take(path: Path) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    ingest(Received(path, "310000", "clerk", date(2026, 4, 1), issued_at=at), rulebook())
