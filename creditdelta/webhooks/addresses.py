"""To which address may a notification go, and to which machine behind it?

Clause  S70, S30; server-side requests never reach a network of ours. The name is resolved when a
notification is sent, every machine it means must be allowed, and the connection goes to that very machine.
Data    CREDITDELTA_WEBHOOK_NETWORKS: networks that are allowed though they are not public
"""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from creditdelta.kernel.errors import Words

Why = Literal["form", "scheme", "host", "user", "length"]
WHYS: dict[Why, Words] = {
    "form": Words("这不是一个网址", "this is no address"),
    "scheme": Words("地址须以 https:// 开头", "the address begins with https://"),
    "host": Words("地址指向内部网络", "the address leads to an internal network"),
    "user": Words("地址里不能写用户名、密码或 #", "no user, password or # in the address"),
    "length": Words("地址太长", "the address is too long"),
}
LONGEST = 500
_HTTPS = 443
Ip = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
# IPv6 in which somebody's IPv4 address is wrapped, so that it would be reached by way of a gateway
_WRAPPING = tuple(
    ipaddress.ip_network(one)
    for one in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
)


class AddressRefused(ValueError):
    """Nothing is sent there; `why` is a word of `WHYS`."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Address:
    """An address in its parts."""

    secure: bool
    host: str
    port: int
    path: str  # with the query


@dataclass(frozen=True, slots=True)
class Allowed:
    """What is allowed beside public machines. `loopback`: this machine, in a demonstration."""

    networks: tuple[Network, ...] = ()
    loopback: bool = False


def read(text: str, allowed: Allowed) -> Address:
    """An address; raises `AddressRefused`. Without TLS only this machine, in a demonstration."""
    if len(text) > LONGEST:
        raise AddressRefused("length")
    if not text.isascii() or not text.isprintable() or " " in text or "\\" in text:
        raise AddressRefused("form")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise AddressRefused("form") from None
    if parts.username is not None or parts.password is not None or "#" in text:
        raise AddressRefused("user")
    if parts.scheme not in ("https", "http"):
        raise AddressRefused("scheme")
    if not parts.hostname or port == 0:
        raise AddressRefused("form")
    number = _number(parts.hostname)
    if parts.scheme == "http" and not (allowed.loopback and number and number.is_loopback):
        raise AddressRefused("scheme")
    if number is not None and not may_reach(number, allowed):
        raise AddressRefused("host")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    secure = parts.scheme == "https"
    return Address(secure, parts.hostname, port or (_HTTPS if secure else 80), path)


def may_reach(machine: Ip, allowed: Allowed) -> bool:
    """Whether a notification may go to a machine."""
    if isinstance(machine, ipaddress.IPv6Address):
        if machine.ipv4_mapped is not None:
            return may_reach(machine.ipv4_mapped, allowed)
        if machine.scope_id is not None:
            return False
    if any(machine in one for one in allowed.networks if one.version == machine.version):
        return True
    if machine.is_loopback:
        return allowed.loopback
    wrapped = any(machine in one for one in _WRAPPING if one.version == machine.version)
    return machine.is_global and not machine.is_multicast and not wrapped


def chosen(machines: Iterable[str], allowed: Allowed) -> str | None:
    """The machine to connect to: the first of those a name means, where every one is allowed."""
    found = [_number(one) for one in machines]
    fine = [one for one in found if one is not None and may_reach(one, allowed)]
    return str(fine[0]) if fine and len(fine) == len(found) else None


def networks_of(text: str) -> tuple[Network, ...]:
    """Networks in a setting, separated by commas; `ValueError` where one is none."""
    return tuple(ipaddress.ip_network(one.strip()) for one in text.split(",") if one.strip())


def _number(host: str) -> Ip | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
