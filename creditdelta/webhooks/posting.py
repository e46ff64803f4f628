"""Bring a notification to its receiver: one request, one machine, no redirect, an end after some seconds.

Clause  S30, S70.
"""

import http.client
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Timer
from time import monotonic

from creditdelta.webhooks.addresses import Address, Allowed, chosen
from creditdelta.webhooks.rules import Outcome, outcome_of


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a request. `status` 0: there was no answer."""

    outcome: Outcome
    status: int
    milliseconds: int


def post(
    to: Address, headers: Mapping[str, str], body: bytes, allowed: Allowed, seconds: int
) -> Answer:
    """Send a body; never raises for what a receiver or the network does. The answer's body is not read."""
    begun = monotonic()

    def ended(outcome: Outcome, status: int = 0) -> Answer:
        return Answer(outcome, status, round((monotonic() - begun) * 1000))

    try:
        machine = chosen(_machines(to), allowed)
    except OSError:
        return ended("unreachable")
    if machine is None:
        return ended("forbidden")
    connection = _Pinned(to, machine, seconds)
    over = Timer(seconds, connection.cut)  # a receiver that answers a byte at a time ends too
    over.daemon = True
    over.start()
    try:
        connection.request("POST", to.path, body, dict(headers))
        status = connection.getresponse().status
    except TimeoutError:
        return ended("late")
    except (OSError, http.client.HTTPException):
        return ended("late" if monotonic() - begun >= seconds else "unreachable")
    finally:
        over.cancel()
        connection.close()
    return ended(outcome_of(status), status)


def _machines(to: Address) -> list[str]:
    found = socket.getaddrinfo(to.host, to.port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


class _Pinned(http.client.HTTPConnection):
    """A connection to the machine that was looked at, under the name that was asked for."""

    def __init__(self, to: Address, machine: str, seconds: int) -> None:
        super().__init__(to.host, to.port, timeout=seconds)
        self.default_port = 443 if to.secure else 80  # what Host leaves out
        self._machine, self._secure = machine, to.secure

    def connect(self) -> None:
        self.sock = socket.create_connection((self._machine, self.port), self.timeout)
        if self._secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.sock.do_handshake()

    def cut(self) -> None:
        """End what is going on, from another thread."""
        if self.sock is not None:
            try:
                self.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # it has ended by itself
