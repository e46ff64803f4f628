"""Over TLS every cookie of a sign-in is this host's alone."""

import json
import os
import subprocess
import sys
from pathlib import Path

NAMES = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "DEVICE_COOKIE_NAME")
ASK = (
    "import json; from creditdelta.project import settings as s; "
    "names = ('SESSION_COOKIE_NAME', 'CSRF_COOKIE_NAME', 'DEVICE_COOKIE_NAME',"
    " 'SESSION_COOKIE_SECURE', 'CSRF_COOKIE_SECURE', 'MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN');"
    "print(json.dumps({name: getattr(s, name) for name in names}))"
)


def settings(home: Path, **changed: str) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        env={**os.environ, "CREDITDELTA_HOME": str(home), **changed},
        check=True,
        capture_output=True,
        text=True,
    )
    told: dict[str, object] = json.loads(done.stdout)
    return told


def test_over_tls(tmp_path: Path) -> None:
    told = settings(tmp_path, CREDITDELTA_TLS="1")
    assert all(str(told[name]).startswith("__Host-") for name in NAMES)
    assert told["SESSION_COOKIE_SECURE"] is True
    assert told["CSRF_COOKIE_SECURE"] is True
    assert told["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"] is False


def test_on_this_machine(tmp_path: Path) -> None:
    told = settings(tmp_path, CREDITDELTA_TLS="0")
    assert [told[name] for name in NAMES] == ["session", "csrf", "device"]
