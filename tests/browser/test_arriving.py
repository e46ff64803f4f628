"""A page that comes slowly has been read when the click on its link is done."""

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser


class _Slow(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        if self.path == "/":
            self.wfile.write(b"<a href=/slow>there</a>")
            return
        self.wfile.write(b"<!doctype html><title>half of it</title>" + b" " * 2_000)
        self.wfile.flush()
        time.sleep(0.3)
        self.wfile.write(b"<h1>the rest</h1>")

    def log_message(self, format: str, *words: object) -> None:
        """Nothing: the test's output is read by people."""


@pytest.fixture
def slow() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Slow) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_click_waits_for_the_page_it_leads_to(browser: Browser, slow: str) -> None:
    page = browser.new_page()
    page.goto(slow)
    page.locator("a").click()
    assert page.locator("h1").count() == 1
    page.close()
