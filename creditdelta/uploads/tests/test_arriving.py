"""Bytes arrive in any pieces, over any number of broken connections, and are the same in the end."""

import errno
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from creditdelta.journal.synthetic import business_day
from creditdelta.rulebook.uploads import uploads_on
from creditdelta.uploads import arriving
from creditdelta.uploads.arriving import NoRoom, WrongPlace, blocks, path_of
from creditdelta.uploads.models import Upload
from creditdelta.uploads.services import (
    Incomplete,
    TooLarge,
    TooMany,
    append,
    begin,
    complete,
    discard,
)
from creditdelta.uploads.tests.sent import CLERK, OFFICE

pytestmark = pytest.mark.usefixtures("ledger")
SIZE = 3_000
CONTENT = bytes(n * 7 % 251 for n in range(SIZE))


class Broken(OSError):
    """The connection is gone."""


def pieces(content: bytes, size: int, breaks: int | None) -> Iterator[bytes]:
    """A request's body in pieces; it breaks after so many of them."""
    for n, at in enumerate(range(0, len(content), size)):
        if n == breaks:
            raise Broken
        yield content[at : at + size]


request = st.tuples(
    st.integers(-SIZE, SIZE),  # how far from the right place the browser begins
    st.integers(1, SIZE),  # how much it sends
    st.integers(1, SIZE),  # in pieces of
    st.none() | st.integers(0, 4),  # and breaks after
    st.booleans(),  # whether it remembers the place or asks for it
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(request, max_size=25))
def test_any_split_and_any_breaks_give_the_same_bytes(
    requests: list[tuple[int, int, int, int | None, bool]],
) -> None:
    upload = begin(OFFICE, CLERK, "a.csv", SIZE)
    acknowledged = 0
    last: tuple[int, int, int, int | None, bool] = (0, SIZE, SIZE, None, False)
    for off, length, piece, breaks, remembers in [*requests, last]:
        seen = Upload.objects.get(pk=upload.pk)
        at = seen.received + (off if remembers else 0)
        try:
            received = append(seen, at, pieces(CONTENT[max(0, at) :][:length], piece, breaks))
            assert received == seen.received
        except Broken:
            assert breaks is not None
        except WrongPlace:
            assert at != seen.received
        now = Upload.objects.get(pk=upload.pk).received
        assert now >= acknowledged, "what was acknowledged stays"
        acknowledged = now
        assert path_of(upload).read_bytes() == CONTENT[:now]
    complete(Upload.objects.get(pk=upload.pk))
    assert path_of(upload).read_bytes() == CONTENT
    discard(Upload.objects.get(pk=upload.pk))
    assert not path_of(upload).exists()


def test_what_a_crash_left_behind_the_acknowledged_is_cut_off() -> None:
    upload = begin(OFFICE, CLERK, "a.csv", 10)
    append(upload, 0, [b"01234"])
    with path_of(upload).open("ab") as out:
        out.write(b"torn")
    append(upload, 5, [b"56789"])
    assert path_of(upload).read_bytes() == b"0123456789"
    assert path_of(upload).stat().st_mode & 0o777 == 0o600


def test_digests_tell_whether_it_is_the_same_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arriving, "BLOCK_BYTES", 1_000)
    upload = begin(OFFICE, CLERK, "a.csv", SIZE)
    append(upload, 0, [CONTENT[:2_500]])
    assert blocks(upload) == [
        sha256(CONTENT[at : at + 1_000]).hexdigest() for at in (0, 1_000)
    ]  # fmt: skip


def test_limits_are_told() -> None:
    with pytest.raises(TooLarge):
        begin(OFFICE, CLERK, "a.csv", 1 << 40)
    upload = begin(OFFICE, CLERK, "a.csv", 10)
    with pytest.raises(Incomplete):
        complete(upload)
    for _ in range(uploads_on(business_day()).most_open - 1):
        begin(OFFICE, CLERK, "a.csv", 1)
    with pytest.raises(TooMany):
        begin(OFFICE, CLERK, "a.csv", 1)
    begin("320000-credit", CLERK, "a.csv", 1)


def test_a_full_disk_is_an_answer_and_what_came_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    upload = begin(OFFICE, CLERK, "a.csv", 10)
    append(upload, 0, [b"0123"])

    def full(*given: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(arriving, "_write", full)
        with pytest.raises(NoRoom):
            append(upload, 4, [b"456789"])
    assert append(upload, 4, [b"456789"]) == 10


def test_a_disk_nearly_full_takes_no_new_file(
    monkeypatch: pytest.MonkeyPatch, ledger: Path
) -> None:
    monkeypatch.setattr(
        "shutil.disk_usage", lambda path: type("Usage", (), {"free": 1 << 20})()
    )  # fmt: skip
    with pytest.raises(NoRoom):
        begin(OFFICE, CLERK, "a.csv", 1)
    assert not Upload.objects.exists()
