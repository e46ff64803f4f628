"""By which server do mails leave? One address in the environment: smtp://user:password@host:587?tls=1

`smtps://` speaks TLS from the beginning, `?tls=1` after a greeting. The password may lie in a file:
CREDITDELTA_MAIL_PASSWORD_FILE. Without an address no mail leaves.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

TIMEOUT_SECONDS = 10
PORTS = {"smtp": 25, "smtps": 465}


class MailServerUnclear(ValueError):
    """CREDITDELTA_MAIL is no address of a mail server."""


def mail_settings(address: str, password_file: str = "") -> dict[str, Any]:
    """The framework's settings for an address; raises `MailServerUnclear`, which repeats no secret."""
    if not address:
        return {"MAIL_SERVER": ""}
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname:
        raise MailServerUnclear("write smtp://host:port or smtps://host:port")
    password = unquote(parts.password or "")
    if password_file:
        password = Path(password_file).read_text(encoding="utf-8").strip()
    return {
        "MAIL_SERVER": parts.hostname,
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": password,
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and parse_qs(parts.query).get("tls") == ["1"],
        "EMAIL_TIMEOUT": TIMEOUT_SECONDS,
    }


def from_environment() -> dict[str, Any]:
    """The settings as the environment says."""
    return mail_settings(
        os.environ.get("CREDITDELTA_MAIL", ""), os.environ.get("CREDITDELTA_MAIL_PASSWORD_FILE", "")
    )
