"""A thousand personal numbers, sent in every way there is: none stands in what the served site writes.

Nor does a request whose end is in doubt make the server take a part of it for another one.
"""

import socket
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator

import pytest
from django.urls import NoReverseMatch, reverse

from creditdelta.archive.tests.numbers import drawn
from creditdelta.archive.tests.test_personal_patterns import told
from tests.browser.served import Site

COUNT = 1_000
PATHS = ("/subject/{}/", "/standards/{}/", "/errors/{}/", "/cities/{}/", "/quality/{}/", "/{}/")
QUERIES = ("/search?q={}", "/about/?q={}", "/standards/?theme={}", "/codes/?codes={}")
HEADERS = ("User-Agent", "Referer", "Cookie", "X-Forwarded-For", "Authorization", "Origin")
PATIENCE = 10  # seconds


def sign_in() -> str:
    """The address of the form to sign in, where there is one."""
    try:
        return reverse("account_login")
    except NoReverseMatch:
        return "/accounts/login/"


def requests(site: Site, typed: str, place: int) -> Iterator[urllib.request.Request]:
    """The number in one of the ways in which somebody may send it."""
    quoted = urllib.parse.quote(typed)
    plain = typed.encode("utf-8").decode("latin-1")  # as bytes that are no header of any standard
    yield urllib.request.Request(site.address + PATHS[place % len(PATHS)].format(quoted))
    yield urllib.request.Request(site.address + QUERIES[place % len(QUERIES)].format(quoted))
    name = HEADERS[place % len(HEADERS)]
    yield urllib.request.Request(f"{site.address}/about/", headers={name: f"a={plain}"})
    form = urllib.parse.urlencode({"codes": typed, "login": typed, "password": typed}).encode()
    yield urllib.request.Request(site.address + "/codes/", data=form)
    yield urllib.request.Request(site.address + sign_in(), data=form)
    yield urllib.request.Request(f"{site.address}/about/", headers={"Host": f"{quoted}.example"})


def ask(request: urllib.request.Request) -> int:
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


@pytest.mark.usefixtures("pages")
def test_no_number_reaches_the_log(site: Site) -> None:
    numbers = drawn(COUNT, seed=27)
    statuses = []
    for place, (_, typed) in enumerate(numbers):
        ways = list(requests(site, typed, place))
        statuses.append(ask(ways[place % len(ways)]))
    assert max(statuses) < 500
    known = frozenset(number for number, _ in numbers)
    assert told(site.log.read_text(), known) == []
    assert told(f"seen: {numbers[0][1]}", known) == [numbers[0][0]]


def raw(site: Site, sent: bytes) -> bytes:
    """What comes back for bytes sent as they are."""
    port = int(site.address.rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as wire:
        wire.sendall(sent)
        wire.shutdown(socket.SHUT_WR)
        got = b""
        while piece := wire.recv(65_536):
            got += piece
    return got


@pytest.mark.parametrize(
    "doubtful",
    [
        b"Content-Length: 50\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"Content-Length: 5\r\nContent-Length: 50\r\n\r\nabcde",
        b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        b"Content-Length: +5\r\n\r\nabcde",
    ],
    ids=["both lengths", "two lengths", "unknown coding", "odd length"],
)
def test_where_a_request_ends_is_not_in_doubt(site: Site, doubtful: bytes) -> None:
    inner = b"GET /robots.txt HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    head = b"POST /codes/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    got = raw(site, head + doubtful + inner)
    assert got.count(b"HTTP/1.1 ") == 1  # never a second answer to what lay inside
    both = doubtful.startswith(b"Content-Length: 50")  # the standard lets the coding win
    assert both or got.startswith(b"HTTP/1.1 400")
