"""A deployment that others can reach speaks through TLS only, and believes its own proxies alone."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from creditdelta.journal.home import prepare, replace_web_key

HOST = "credit.example"
SAFE = {
    "SESSION_COOKIE_NAME": "__Host-session", "CSRF_COOKIE_NAME": "__Host-csrf",
    "TLS": True, "PROXIES": 1, "SESSION_COOKIE_SECURE": True, "CSRF_COOKIE_SECURE": True,
    "DEBUG": False,
}  # fmt: skip
ASK = """
import json, sys, warnings
warnings.simplefilter("error")
from creditdelta.project.setup import set_up
set_up()
from django.conf import settings
from django.core import checks
from django.db import connections
from django.test import RequestFactory
from django.test import Client
told = checks.run_checks(include_deployment_checks=True, databases=list(connections))
answers = []
for asked in json.loads(sys.stdin.read()):
    client = Client(raise_request_exception=False, headers=asked.get("headers"))
    answer = client.generic("GET", asked["path"], secure=asked.get("secure", False))
    answers.append({"status": answer.status_code, "headers": dict(answer.headers)})
names = ["SECRET_KEY", "SECRET_KEY_FALLBACKS", "TLS", "PROXIES", "DEBUG"]
names += ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME"]
print(json.dumps({
    "checks": [str(one) for one in told], "answers": answers,
    "settings": {name: getattr(settings, name) for name in names},
}))
"""


def deployed(home: Path, asked: list[dict[str, Any]], **environment: str) -> dict[str, Any]:
    """What a process with an environment of its own answers, and what the framework finds in it."""
    (home / "static").mkdir(exist_ok=True)
    ours = ("CREDITDELTA_", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    kept = {name: text for name, text in os.environ.items() if not name.startswith(ours)}
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        env={**kept, "CREDITDELTA_HOME": str(home), **environment},
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


@pytest.fixture
def production(tmp_path: Path) -> dict[str, str]:
    return {"CREDITDELTA_HOSTS": HOST, "CREDITDELTA_PROXIES": "1"}


def of(path: str, **headers: str) -> dict[str, Any]:
    return {"path": path, "headers": {"host": HOST, **headers}}


def test_the_check_of_a_deployment_finds_nothing(
    tmp_path: Path, production: dict[str, str]
) -> None:
    told = deployed(tmp_path, [], **production)
    assert told["checks"] == []
    assert {name: told["settings"][name] for name in SAFE} == SAFE


def test_the_secret_is_kept_and_shared_and_the_one_before_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CREDITDELTA_HOME", str(tmp_path))
    drawn = [deployed(tmp_path, [])["settings"]["SECRET_KEY"] for _ in range(2)]
    assert drawn[0] != drawn[1]  # a home that was not prepared has nothing to share
    prepare()
    first = [deployed(tmp_path, [])["settings"] for _ in range(2)]
    assert first[0] == first[1]
    assert first[0]["SECRET_KEY_FALLBACKS"] == []
    replace_web_key()
    after = deployed(tmp_path, [])["settings"]
    assert after["SECRET_KEY"] != first[0]["SECRET_KEY"]
    assert after["SECRET_KEY_FALLBACKS"] == [first[0]["SECRET_KEY"]]


def test_browsers_are_led_to_tls_and_kept_there(tmp_path: Path, production: dict[str, str]) -> None:
    asked = [of("/about/"), of("/about/", **{"x-forwarded-proto": "https"})]
    plain, safe = deployed(tmp_path, asked, **production)["answers"]
    assert (plain["status"], plain["headers"]["Location"]) == (301, f"https://{HOST}/about/")
    assert safe["status"] == 200
    age, *rest = safe["headers"]["Strict-Transport-Security"].split("; ")
    assert int(age.removeprefix("max-age=")) >= 365 * 24 * 3600
    assert "includeSubDomains" in rest


def test_machines_are_not_led_silently(tmp_path: Path, production: dict[str, str]) -> None:
    (answer,) = deployed(tmp_path, [of("/healthz")], **production)["answers"]
    assert "Location" not in answer["headers"]


def test_forwarded_headers_count_only_behind_a_proxy(tmp_path: Path) -> None:
    forged = of(
        "/about/", **{"x-forwarded-proto": "https", "x-forwarded-host": "elsewhere.example"}
    )
    (answer,) = deployed(tmp_path, [forged], CREDITDELTA_HOSTS=HOST)["answers"]
    assert answer["status"] == 301
    assert answer["headers"]["Location"] == f"https://{HOST}/about/"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, False),
        ({"CREDITDELTA_HOSTS": "localhost,127.0.0.1"}, False),
        ({"CREDITDELTA_HOSTS": "localhost,0.0.0.0"}, True),
        ({"CREDITDELTA_HOSTS": HOST}, True),
        ({"CREDITDELTA_TLS": "1"}, True),
        ({"CREDITDELTA_HOSTS": HOST, "CREDITDELTA_TLS": "0"}, False),
    ],
    ids=str,
)
def test_only_this_machine_is_answered_without_tls(
    tmp_path: Path, environment: dict[str, str], expected: bool
) -> None:
    assert deployed(tmp_path, [], **environment)["settings"]["TLS"] is expected
