"""What the site writes down: one form, one place, with its moment, and nobody can forge a line of it."""

import io
import logging
import re

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory

from creditdelta.api_keys.key_text import drawn as drawn_key
from creditdelta.archive.tests.numbers import drawn
from creditdelta.pages.error_log import OnlyFailures, WithoutNumbers

pytestmark = pytest.mark.django_db  # a request looks after connections that other tests left open
BEGINNING = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} [A-Z]+ [\w.]+ ", re.MULTILINE)


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """The site's own handler, writing where a test can read."""
    told = io.StringIO()
    form = settings.LOGGING["formatters"]["plain"]
    handler = logging.StreamHandler(told)
    handler.setFormatter(WithoutNumbers(form["format"], form["datefmt"]))
    handler.addFilter(OnlyFailures())
    monkeypatch.setattr(logging.getLogger("django"), "handlers", [handler])
    for name in ("django", "django.request"):  # whatever another test did to them
        monkeypatch.setattr(logging.getLogger(name), "disabled", False)
    return told


def fail(address: str, said: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """The status of a page that fails with a message, asked as a server asks it."""

    def broken(*_: object) -> None:
        raise ValueError(said)

    monkeypatch.setattr("creditdelta.handbook.portal.about.page", broken)
    started: list[str] = []
    environ = RequestFactory().get("/about/").environ | {"PATH_INFO": address}
    WSGIHandler()(environ, lambda status, *_: started.append(status))
    return int(started[0].split()[0])


def test_a_failure_is_logged(log: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    assert fail("/about/", "the disk is gone", monkeypatch) == 500
    assert "ValueError: the disk is gone" in log.getvalue()
    assert "/about/" in log.getvalue()


def test_a_line_tells_its_moment_with_its_zone(
    log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail("/about/", "no", monkeypatch)
    assert BEGINNING.match(log.getvalue())


def test_nobody_can_forge_a_line(log: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    forged = "x\n2026-01-01T00:00:00+0800 ERROR django.request all is well\r\x1b[2Jy\u2028z"
    fail("/about/", forged, monkeypatch)
    assert len(BEGINNING.findall(log.getvalue())) == 1
    assert not re.search(r"[\r\x1b\u2028]", log.getvalue())


def test_no_number_in_any_form_is_kept(log: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, typed in drawn(50, seed=7):
        log.seek(0), log.truncate()
        fail("/about/", f"for {typed} and {number}", monkeypatch)
        assert log.getvalue().count("***") >= 2, typed


def test_no_secret_of_a_key_is_kept(log: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    text, _ = drawn_key()
    fail("/about/", f"Authorization: Bearer {text}, and {text!r}", monkeypatch)
    assert log.getvalue().count("_***") >= 2
    assert text[20:] not in log.getvalue()


def test_the_log_goes_to_one_place() -> None:
    handlers = settings.LOGGING["handlers"].values()
    assert [one["class"] for one in handlers] == ["logging.StreamHandler"]
