"""What may the process that reads an upload do? Little memory and time, no network, nobody's priority.

Clause  S70. A file that breaks the reader breaks one process that holds no connection and is asked
nothing else. The ceilings are properties of that process, not of any standard.
"""

import ctypes
import os
import resource
import sys
from contextlib import suppress
from pathlib import Path

MEMORY_BYTES = 6 << 30  # of addresses: compiled kernels and Arrow reserve far more than they fill
CPU_SECONDS = 900
WALL_SECONDS = 1800.0
FILE_BYTES = 4 << 30
NICENESS = 15
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_FORBIDDEN = ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo")


class NoNetwork(PermissionError):
    """This process speaks to nobody."""


def limit_this_process() -> None:
    """Cap what it may use, for good; where memory is short it is the first to go."""
    os.nice(NICENESS)
    for what, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, FILE_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(ValueError, OSError):  # systems without this limit keep their own
            resource.setrlimit(what, (allowed, allowed))
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def leave_network() -> bool:
    """A network of its own without a way out, where the system grants it; returns whether it did.

    Asked before any thread is started. What Python itself would connect is refused in any case.
    """
    sys.addaudithook(_refuse)
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        return 0 in map(libc.unshare, (_NEW_NETWORK, _NEW_USER | _NEW_NETWORK))
    except (OSError, AttributeError):  # a system without namespaces
        return False


def _refuse(event: str, _: tuple[object, ...]) -> None:
    if event in _FORBIDDEN:
        raise NoNetwork(event)
