"""Ask the interface of a site, and be told plainly why it refuses.

Clause  S30, S63. The standard library only. What failed on the way, or was asked too often, is asked again
after a while; everything that is asked again may be: reading changes nothing, and what is sent carries a
key of its own by which the site knows it.

    client = Client("https://example.org", key="...")
    for page in client.pages("/api/v1/search", q="示例"):
        ...
"""

import gzip
import json
import secrets
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse
from time import sleep
from typing import Any, TypeVar
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

SECONDS = 60.0  # to wait for an answer
TRIES = 6
LONGEST_PAUSE = 120.0
TOO_OFTEN, UNAVAILABLE, WENT_WRONG = 429, 503, frozenset({500, 502, 504})
_PARTS = 1_000

Json = dict[str, Any]
T = TypeVar("T")


class Refused(Exception):
    """The site answered with a problem (RFC 9457). `code` is explained at `type`."""

    def __init__(self, status: int, problem: Json, pause: float | None) -> None:
        self.status, self.problem, self.pause = status, problem, pause
        self.code = str(problem.get("code", ""))
        self.detail = str(problem.get("detail", ""))
        self.suggestion = str(problem.get("suggestion", ""))
        super().__init__(f"{status} {self.code} {self.detail} {self.suggestion}".strip())


class Unreachable(ConnectionError):
    """Nobody answered, or the answer broke off, every time."""


class Elsewhere(ValueError):
    """The site named an address that is not its own: the key is not sent there."""


class _Stay(HTTPRedirectHandler):
    """No redirect is followed: a key goes to the address it was given for."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Client:
    """A site and the key it is asked with; "" asks as anybody. `pause`: how to wait some seconds."""

    address: str
    key: str = field(default="", repr=False)
    language: str = "zh-hans"
    tries: int = TRIES
    seconds: float = SECONDS
    pause: Callable[[float], None] = sleep
    opener: OpenerDirector = field(default_factory=lambda: build_opener(_Stay), repr=False)

    def get(self, path: str, **asked: str | int) -> Json:
        """The answer at an address of the site; raises `Refused`, `Unreachable`."""
        return self._again(lambda: _object(self._open(path, asked)))

    def send(self, path: str, body: Any) -> Json:
        """Send something, once however often it must be tried; raises `Refused`, `Unreachable`."""
        once = secrets.token_urlsafe(18)
        content = json.dumps(body, ensure_ascii=False).encode()
        return self._again(lambda: _object(self._open(path, {}, content, once)))

    def pages(self, path: str, **asked: str | int) -> Iterator[Json]:
        """Every page of a list."""
        page = self.get(path, **asked)
        yield page
        while page.get("next") and page.get("more", True):
            page = self.get(str(page["next"]))
            yield page

    def lines(self, path: str, **asked: str | int) -> Iterator[Json]:
        """The objects of an answer of lines, as they come; raises `Unreachable` where it breaks off."""
        response = self._again(lambda: self._open(path, asked))
        with response:
            try:
                for line in _unpacked(response):
                    yield json.loads(line)
            except (OSError, HTTPException, ValueError, EOFError, zlib.error) as broken:
                raise Unreachable(path) from broken

    def _again(self, ask: Callable[[], T]) -> T:
        for attempt in range(self.tries):
            try:
                return ask()
            except Refused as refused:
                if refused.status not in WENT_WRONG | {TOO_OFTEN, UNAVAILABLE}:
                    raise
                if refused.pause is not None and refused.pause > LONGEST_PAUSE:
                    raise  # a person decides whether to come back in an hour
                failure: Exception = refused
                wait = refused.pause
            except (OSError, HTTPException, ValueError, EOFError, zlib.error) as broken:
                if isinstance(broken, Elsewhere):
                    raise
                failure, wait = broken, None
            if attempt + 1 < self.tries:
                self.pause(wait if wait is not None else _drawn(attempt))
        if isinstance(failure, Refused):
            raise failure
        raise Unreachable(self.address) from failure

    def _open(
        self, path: str, asked: dict[str, str | int], content: bytes | None = None, once: str = ""
    ) -> HTTPResponse:
        request = Request(self._place(path, asked), data=content)  # noqa: S310  # _place looks at the scheme
        request.add_header("Accept-Encoding", "gzip")
        request.add_header("Accept-Language", self.language)
        if self.key:
            request.add_header("Authorization", f"Bearer {self.key}")
        if once:
            request.add_header("Idempotency-Key", once)
            request.add_header("Content-Type", "application/json")
        try:
            response: HTTPResponse = self.opener.open(request, timeout=self.seconds)
        except HTTPError as refused:
            raise _refused(refused) from refused
        except URLError as away:
            raise Unreachable(str(away.reason)) from away
        return response

    def _place(self, path: str, asked: dict[str, str | int]) -> str:
        """The whole address; raises `Elsewhere` where it is not the site's own."""
        place, own = urljoin(self.address, path), urlsplit(self.address)
        other = urlsplit(place)
        if own.scheme not in ("http", "https") or (own.scheme, own.netloc) != (
            other.scheme,
            other.netloc,
        ):
            raise Elsewhere(place)
        return f"{place}{'&' if other.query else '?'}{urlencode(asked)}" if asked else place


def _drawn(attempt: int) -> float:
    """Up to 1, 2, 4, ... seconds: not everybody comes back at once."""
    return (1 + secrets.randbelow(_PARTS)) / _PARTS * 2.0**attempt


def _object(response: HTTPResponse) -> Json:
    with response:
        found = json.loads(_content(response))
    if not isinstance(found, dict):
        raise ValueError(type(found).__name__)
    return found


def _content(answer: HTTPResponse | HTTPError) -> bytes:
    content = answer.read()
    return gzip.decompress(content) if answer.headers.get("Content-Encoding") == "gzip" else content


def _unpacked(response: HTTPResponse) -> Iterator[bytes]:
    if response.headers.get("Content-Encoding") == "gzip":
        with gzip.GzipFile(fileobj=response) as plain:
            yield from plain
    else:
        yield from response


def _refused(answer: HTTPError) -> Refused:
    with answer:
        try:
            problem = json.loads(_content(answer))
        except (OSError, HTTPException, ValueError, EOFError, zlib.error):
            problem = {}
    pause = answer.headers.get("Retry-After", "")
    seconds = float(pause) if pause.isdecimal() else None
    return Refused(answer.code, problem if isinstance(problem, dict) else {}, seconds)
