"""The client asks again where that may help, says plainly where not, and gives its key to nobody else."""

import gzip
import json
from collections.abc import Iterator

import pytest

from creditdelta.client.calling import Elsewhere, Refused, Unreachable
from creditdelta.client.tests.sites import Site, breaks_off, hangs_up, says, says_bytes, served


@pytest.fixture
def site() -> Iterator[Site]:
    with served(Site({"/one": {"a": 1}})) as found:
        yield found


def test_what_is_asked_and_with_which_key(site: Site) -> None:
    assert site.client(key="secret").get("/one") == {"a": 1}
    (path, headers) = site.heard[0]
    assert path == "/one"
    assert headers["Authorization"] == "Bearer secret"
    assert "secret" not in repr(site.client(key="secret"))


def test_a_broken_connection_is_tried_again(site: Site) -> None:
    site.faults = [hangs_up, breaks_off({"a": 1}, 3), says({}, 502)]
    assert site.client().get("/one") == {"a": 1}
    assert len(site.heard) == 4
    assert len(site.paused) == 3


def test_the_pause_is_the_one_that_is_asked_for(site: Site) -> None:
    site.faults = [
        says({"code": "CD-API-010"}, 429, Retry_After="7"),
        says({}, 503, Retry_After="120"),
    ]
    assert site.client().get("/one") == {"a": 1}
    assert site.paused == [7.0, 120.0]


def test_nobody_waits_for_an_hour(site: Site) -> None:
    site.faults = [says({"code": "CD-API-010"}, 429, Retry_After="3000")]
    with pytest.raises(Refused) as refused:
        site.client().get("/one")
    assert (refused.value.pause, site.paused) == (3000.0, [])


def test_who_never_answers_is_unreachable(site: Site) -> None:
    site.faults = [hangs_up] * 9
    with pytest.raises(Unreachable):
        site.client(tries=3).get("/one")
    assert len(site.heard) == 3


def test_a_refusal_says_why_and_is_not_tried_again(site: Site) -> None:
    with pytest.raises(Refused) as refused:
        site.client().get("/two")
    told = refused.value
    assert (told.status, told.code, told.detail, told.suggestion) == (404, "CD-API-006", "?", "!")
    assert len(site.heard) == 1


def test_a_refusal_may_be_packed(site: Site) -> None:
    content = gzip.compress(json.dumps({"code": "CD-API-001"}).encode())
    site.faults = [says_bytes(content, 401, Content_Encoding="gzip")]
    with pytest.raises(Refused) as refused:
        site.client().get("/one")
    assert refused.value.code == "CD-API-001"


def test_what_is_sent_carries_one_key_however_often(site: Site) -> None:
    site.faults = [hangs_up, hangs_up]
    assert site.client().send("/one", {"名": 1}) == {"a": 1}
    keys = {headers["Idempotency-Key"] for _, headers in site.heard}
    assert len(keys) == 1
    assert set(site.sent) == {'{"名": 1}'.encode()}


def test_pages_follow_their_next(site: Site) -> None:
    site.answers |= {
        "/list?limit=2": {"n": 1, "next": "/list?cursor=x"},
        "/list?cursor=x": {"n": 2},
    }
    assert [page["n"] for page in site.client().pages("/list", limit=2)] == [1, 2]


@pytest.mark.parametrize(
    "address", ["http://127.0.0.2:1/list", "//other.example/list", "file:///etc/hosts"]
)
def test_a_key_goes_nowhere_else(site: Site, address: str) -> None:
    site.answers["/list"] = {"next": address}
    with pytest.raises(Elsewhere):
        list(site.client(key="secret").pages("/list"))


def test_no_redirect_is_followed(site: Site) -> None:
    site.answers["/moved"] = says({}, 302, Location="http://127.0.0.2:1/")
    with pytest.raises(Refused, match="302"):
        site.client(key="secret").get("/moved")


def test_lines_that_break_off_are_told(site: Site) -> None:
    site.answers["/lines"] = breaks_off([{"n": n} for n in range(3)], 14)
    found = []
    with pytest.raises(Unreachable):
        found += list(site.client().lines("/lines"))
    site.answers["/lines"] = [{"n": n} for n in range(3)]
    assert [one["n"] for one in site.client().lines("/lines")] == [0, 1, 2]
