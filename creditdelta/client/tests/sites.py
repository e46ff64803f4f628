"""A site that answers from memory, and fails as it is told to: for the client alone."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from creditdelta.client.calling import Client
from creditdelta.client.lines import digest, kept

DAY = "2026-04-01"
Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """What is answered by path, and what goes wrong first: one for each request while there is any."""

    answers: dict[str, Any] = field(default_factory=dict)
    faults: list[Answer] = field(default_factory=list)
    heard: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    sent: list[bytes] = field(default_factory=list)
    address: str = ""
    paused: list[float] = field(default_factory=list)

    def client(self, **given: Any) -> Client:
        return Client(self.address, pause=self.paused.append, **given)


def says(told: Any, status: int = 200, **headers: str) -> Answer:
    """Answer with JSON, or with lines of it."""
    return says_bytes(_written(told), status, **headers)


def says_bytes(content: bytes, status: int, **headers: str) -> Answer:
    """Answer with some bytes."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def _written(told: Any) -> bytes:
    lines = told if isinstance(told, list) else [told]
    return b"".join(json.dumps(line).encode() + b"\n" for line in lines)


def breaks_off(told: Any, keep: int) -> Answer:
    """Promise everything and send the first bytes only."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        content = _written(told)
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content[:keep])
        handler.close_connection = True

    return answer


def hangs_up(handler: BaseHTTPRequestHandler) -> None:
    """Say nothing at all."""
    handler.close_connection = True
    handler.connection.close()


@contextmanager
def served(site: Site) -> Iterator[Site]:
    """Answer on this machine until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.heard.append((self.path, dict(self.headers)))
            if size := int(self.headers.get("Content-Length", "0")):
                site.sent.append(self.rfile.read(size))
            if site.faults:
                site.faults.pop(0)(self)
                return
            told = site.answers.get(self.path)
            if told is None:
                says({"code": "CD-API-006", "detail": "?", "suggestion": "!"}, 404)(self)
            elif callable(told):
                told(self)
            else:
                says(told)(self)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_: Any) -> None:
            """Nothing is written down."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def line(number: int, name: str, *, until: str | None = None, records: int = 1) -> dict[str, Any]:
    """An invented organisation as the feed tells it."""
    told = [
        {
            "id": f"{name}-{n}",
            "standard": "penalty/2018",
            "decided_on": "2025-06-02",
            "public_until": until,
            "cells": {"名称": name},
        }
        for n in range(records)
    ]
    return {
        "number": number, "leaf": f"{number:064x}", "id": name, "subject": f"9131{name}",
        "records": told, "withdrawn": [],
    }  # fmt: skip


def page(
    after: int, through: int, items: list[dict[str, Any]], *, more: bool = False, day: str = DAY
) -> dict[str, Any]:
    """A page of the feed."""
    return {
        "after": after, "through": through, "head": through, "day": day, "rules": "r1",
        "rules_until": None, "items": items, "more": more, "next": f"/api/v1/events?cursor={through}",
    }  # fmt: skip


def snapshot(
    through: int, items: list[dict[str, Any]], *, rules_until: str | None = None
) -> list[dict[str, Any]]:
    """Everything at once, as lines."""
    head = {
        "through": through, "day": DAY, "rules": "r1", "rules_until": rules_until,
        "next": f"/api/v1/events?cursor={through}",
    }  # fmt: skip
    told = digest(kept(one, DAY) for one in sorted(items, key=lambda one: str(one["id"])))
    return [head, *items, {"digest": told, "organisations": len(items)}]
