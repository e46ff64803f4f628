"""From which address and network does a request come, and who may say so?

Clause  S70. A header is believed only as far as our own proxies wrote it (CREDITDELTA_PROXIES).
"""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

from creditdelta.rulebook.lock import Lock

UNKNOWN = "0.0.0.0"  # noqa: S104  # nosec B104 # an address that stands for none; nothing is bound to it


def address_of(request: HttpRequest) -> str:
    """The sender's address: told by the outermost of our proxies, else that of the connection."""
    told = str(request.META.get("REMOTE_ADDR", ""))
    depth: int = settings.PROXIES
    if depth:
        passed = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")
        if len(passed) >= depth:
            told = passed[-depth].strip()
    try:
        return str(ipaddress.ip_address(told))
    except ValueError:
        return UNKNOWN


def network_of(address: str, figures: Lock) -> str:
    """The network an address belongs to, as wide as the rulebook says."""
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    four = isinstance(found, ipaddress.IPv4Address)
    bits = figures.ipv4_bits if four else figures.ipv6_bits
    return str(ipaddress.ip_network((found, bits), strict=False))
