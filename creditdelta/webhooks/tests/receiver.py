"""A receiver of notifications on this machine, which keeps what it got and answers as it is told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from creditdelta.accounts.reader import Held
from creditdelta.journal.services import Envelope, envelope
from creditdelta.webhooks.services import Registered, register

DAY = date(2026, 4, 1)
NOW = datetime(2026, 4, 1, 1, tzinfo=UTC)
POST = Held("market_reporter", "310000-bank_1", "310000", since=date(2020, 1, 1))


def about(at: datetime = NOW) -> Envelope:
    """An envelope of the office's officer."""
    return envelope("310000", "yun", at=at)


def registered(address: str, reached: int = -1) -> Registered:
    """A webhook of an office."""
    return register(POST, address, ["feed.advanced"], reached, about(), DAY)


@dataclass(slots=True)
class Got:
    """A receiver: its address, what came, and how it answers (a status, or what it does instead)."""

    address: str = ""
    answer: int | Callable[[Any], None] = 204
    requests: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def receiving() -> Iterator[Got]:
    """A receiver that listens while the block runs."""
    got = Got()

    class Asked(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            got.requests.append(({k.lower(): v for k, v in self.headers.items()}, body))
            if callable(got.answer):
                got.answer(self)
                return
            self.send_response(got.answer)
            if 300 <= got.answer < 400:
                self.send_header("Location", f"{got.address}elsewhere")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Asked)
    server.daemon_threads = True
    got.address = f"http://127.0.0.1:{server.server_port}/"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield got
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
