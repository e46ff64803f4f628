"""How do browsers reach this deployment, and what may they do with its pages? Imported by settings.py.

Everything is on unless the site answers on this machine alone: named for another host than loopback,
it speaks through TLS only. Environment: docs/settings.md; TLS ends at a proxy: docs/serving.md.
"""

import ipaddress
import os
import secrets

from csp.constants import NONE, SELF

from creditdelta.facade.today import today
from creditdelta.journal.home import home
from creditdelta.journal.key_ages import secrets_of_the_site

YEAR_SECONDS = 365 * 24 * 60 * 60
ALLOWED_HOSTS = os.environ.get("CREDITDELTA_HOSTS", "localhost,127.0.0.1,[::1]").split(",")


def is_loopback(host: str) -> bool:
    """Whether a host name means this machine.

    >>> [is_loopback(host) for host in ("localhost", "[::1]", "0.0.0.0", "credit.example.cn")]
    [True, True, False, False]
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def tls(told: str | None, hosts: list[str]) -> bool:
    """Whether browsers must use TLS: as told, else wherever another machine can reach the site.

    >>> tls(None, ["127.0.0.1"]), tls(None, ["credit.example.cn"]), tls("1", ["localhost"])
    (False, True, True)
    """
    return told == "1" if told in ("0", "1") else not all(map(is_loopback, hosts))


def site_secrets() -> tuple[str, ...]:
    """What signs what browsers are given, then what is still believed; the home's web keys.

    All processes of a deployment share them. A home that was never prepared has none and serves
    nothing: there each process draws one of its own.
    """
    if (home() / "keys").is_dir():
        return secrets_of_the_site(today())
    return (secrets.token_urlsafe(48),)


TLS = tls(os.environ.get("CREDITDELTA_TLS"), ALLOWED_HOSTS)
PROXIES = int(os.environ.get("CREDITDELTA_PROXIES") or 0)

SECURE_SSL_REDIRECT = TLS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked by machines, which must not follow silently
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
SECURE_HSTS_SECONDS = 2 * YEAR_SECONDS if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = TLS
SECURE_HSTS_PRELOAD = TLS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
LANGUAGE_COOKIE_SECURE = TLS

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
FILE_UPLOAD_HANDLERS = ["creditdelta.pages.uploads.NoFiles"]
