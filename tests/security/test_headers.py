"""What every answer tells the browser, on every route there is and where there is none."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.security.every_route import addresses

pytestmark = pytest.mark.usefixtures("ledger")
ELSEWHERE = {"not found": "/no/such/page/", "odd": "/subject/%00/", "english": "/en/about/"}
WANTED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "form-action": "'self'",
}
TEXTUAL = re.compile(r"(text/|.*(json|xml|javascript))")
FILES = ("csv", "json", "parquet")
NAME = re.compile(r'attachment; filename="[\w.-]+"(?:; filename\*=utf-8\'\'[\w.%-]+)?')


def answers() -> dict[str, HttpResponse]:
    client = Client()
    every = {**addresses(), **ELSEWHERE}
    return {name: client.get(address) for name, address in every.items()}


def test_every_answer_has_its_headers() -> None:
    found = answers()
    assert len(found) > 20
    for name, answer in found.items():
        assert answer.status_code < 500, name
        assert {key: answer.headers.get(key) for key in WANTED} == WANTED, name
        told = answer.headers["Content-Security-Policy"]
        directives = dict(part.strip().split(" ", 1) for part in told.split(";"))
        assert {key: directives.get(key) for key in POLICY} == POLICY, name
        assert "unsafe" not in told, name


def test_every_answer_says_its_type() -> None:
    for name, answer in answers().items():
        kind = answer.headers.get("Content-Type", "")
        assert kind or not answer.content, name
        if TEXTUAL.match(kind) and "charset" not in kind:
            assert kind.startswith("application/"), name  # JSON is UTF-8 by its own standard
        if kind.startswith("text/"):
            assert kind.endswith("charset=utf-8"), name


def test_no_other_site_may_read_an_answer() -> None:
    client = Client(HTTP_ORIGIN="https://elsewhere.example")
    for name, address in addresses().items():
        answer = client.get(address)
        told = [key for key in answer.headers if key.lower().startswith("access-control-")]
        assert told == [], name


def test_files_are_handed_out_as_files() -> None:
    """The name is ours whatever the address says, and no browser shows the file as a page."""
    client = Client()
    hostile = "%22%0d%0aSet-Cookie:%20a=b;../../x"
    places = ["/standards/penalty/template.xlsx"]
    pages = ("standards/", "errors/", "cities/")
    places += [f"/{page}?x={hostile}&format={form}" for page in pages for form in FILES]
    for place in places:
        answer = client.get(place)
        assert answer.status_code == 200, place
        assert not answer.headers["Content-Type"].startswith("text/html"), place
        assert NAME.fullmatch(answer.headers["Content-Disposition"]), place
        assert "Set-Cookie" not in answer.headers, place
