"""A key is issued, used, replaced, revoked; its secret is in the answer to its owner and nowhere else."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from creditdelta.accounts.keeping import disable, enable
from creditdelta.accounts.reader import Held
from creditdelta.accounts.services import appoint, dismiss
from creditdelta.api_keys import queries, services
from creditdelta.api_keys.models import Key, Note
from creditdelta.api_keys.queries import key, keys_of, reader_of_key
from creditdelta.api_keys.tests.scenes import (
    DAY,
    LAST,
    POST,
    SCOPES,
    after,
    by,
    holder,
    issued,
    wish,
)
from creditdelta.journal.models import Event
from creditdelta.journal.queries import exported
from creditdelta.rulebook.api_keys import api_keys_on

pytestmark = pytest.mark.usefixtures("ledger")


def test_whoever_comes_with_a_key_reads_in_its_post_and_scopes() -> None:
    account, post = holder()
    reader = reader_of_key(issued(account, post).text, DAY)
    assert reader is not None
    assert (reader.account, reader.login) == (account, "yun")
    assert [(one.role, one.office) for one in reader.posts] == [("credit_officer", "310000-credit")]
    assert reader.scopes == frozenset(SCOPES)
    assert reader.second_factor
    assert reader.proved_at is None


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda text: "",
        lambda text: text[:-1],
        lambda text: text + "A",
        lambda text: text.upper(),
        lambda text: text[:-1] + ("A" if text[-1] != "A" else "B"),
        lambda text: text.replace("cd1_", "cd2_"),
        lambda text: "cd1_" + "0" * 16 + text[20:],
        lambda text: f" {text}",
        lambda text: text + "\n",
    ],
)  # fmt: skip
def test_nothing_else_is_a_key(spoilt) -> None:
    text = issued(*holder()).text
    assert reader_of_key(text, DAY) is not None
    assert reader_of_key(spoilt(text), DAY) is None


def test_one_statement_asks_and_one_a_day_writes(django_assert_num_queries) -> None:
    text = issued(*holder()).text
    with django_assert_num_queries(2):
        assert reader_of_key(text, DAY)
    with django_assert_num_queries(1):
        assert reader_of_key(text, DAY)
    with django_assert_num_queries(1):
        assert reader_of_key(text[:-1] + ("A" if text[-1] != "A" else "B"), after(1)) is None
    assert Note.objects.get().last_used_on == DAY
    with django_assert_num_queries(2):
        assert reader_of_key(text, after(1))
    assert Note.objects.get().last_used_on == after(1)


def test_secrets_are_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[bytes, bytes]] = []

    def compared(one: bytes, other: bytes) -> bool:
        asked.append((one, other))
        return one == other

    monkeypatch.setattr("creditdelta.api_keys.key_text.hmac.compare_digest", compared)
    text = issued(*holder()).text
    assert reader_of_key(text, DAY)
    assert len(asked) == 1


def test_a_note_that_was_erased_stops_nobody() -> None:
    made = issued(*holder())
    Note.objects.all().delete()
    assert reader_of_key(made.text, DAY)
    found = key(made.id, DAY)
    assert (found.label, found.last_used_on) == ("", None)


def test_the_secret_is_nowhere(ledger: Path) -> None:
    account, post = holder()
    made = issued(account, post)
    secret = made.text.split("_", 2)[2].encode()  # it may hold the sign itself
    again = services.replace(made.id, 3, by(account), DAY)
    assert reader_of_key(made.text, DAY)
    services.revoke(again.id, "leaked", by(account), DAY)
    told = b"".join(exported())
    assert made.id.hex().encode() in told
    assert "报送服务器".encode() not in told
    kept = [path for path in ledger.rglob("*") if path.is_file()]
    written = [told, *(path.read_bytes() for path in kept), *_rows()]
    assert not [one for one in written if secret in one]


def _rows() -> list[bytes]:
    """Every cell of every table that holds text or bytes."""
    found: list[bytes] = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")  # noqa: S608
            for row in cursor.fetchall():
                cells = [bytes(one) if isinstance(one, memoryview) else one for one in row]
                found += [one for one in cells if isinstance(one, bytes)]
                found += [one.encode() for one in cells if isinstance(one, str)]
    return found


def test_a_key_ends_with_its_post_and_never_comes_back_with_another() -> None:
    account, post = holder()
    text = issued(account, post).text
    dismiss(post, by())
    assert reader_of_key(text, DAY) is None
    assert keys_of(account, DAY)[0].state == "post"
    assert appoint(account, POST, by(), DAY) != post
    assert reader_of_key(text, DAY) is None


def test_an_account_that_is_disabled_lets_no_program_in() -> None:
    account, post = holder()
    text = issued(account, post).text
    disable(account, by())
    assert reader_of_key(text, DAY) is None
    enable(account, by())
    assert reader_of_key(text, DAY) is not None


def test_days_run() -> None:
    account, post = holder("lin", Held("credit_officer", "310000-credit", "310000", until=after(5)))
    text = issued(account, post, day=after(1), until=after(9)).text
    assert [reader_of_key(text, after(n)) is not None for n in (0, 1, 5, 6)] == [
        False,
        True,
        True,
        False,
    ]
    assert keys_of(account, after(6))[0].state == "post"
    assert keys_of(account, after(10))[0].state == "expired"


def test_a_replaced_key_goes_on_for_as_long_as_was_said() -> None:
    account, post = holder()
    first = issued(account, post)
    second = services.replace(first.id, 3, by(account), DAY)
    assert [reader_of_key(first.text, after(n)) is not None for n in (0, 2, 3)] == [
        True,
        True,
        False,
    ]
    assert reader_of_key(second.text, after(3)) is not None
    new, old = key(second.id, DAY), key(first.id, DAY)
    assert (old.state, old.ground, old.days.last) == ("ending", "superseded", after(2))
    assert (new.scopes, new.label, new.days.until) == (SCOPES, "报送服务器", LAST)
    with pytest.raises(services.NotPossible, match="gone"):
        services.replace(first.id, 3, by(account), DAY)
    services.revoke(first.id, "leaked", by(account), DAY)
    assert reader_of_key(first.text, DAY) is None
    with pytest.raises(services.NotPossible, match="overlap"):
        services.replace(second.id, api_keys_on(DAY).overlap_days + 1, by(account), DAY)


def test_a_replaced_key_never_lives_longer() -> None:
    account, post = holder()
    first = issued(account, post, until=after(2))
    services.replace(first.id, 10, by(account), DAY)
    assert key(first.id, DAY).days.last == after(2)


def test_a_revoked_key_is_nothing_at_once_and_for_ever() -> None:
    account, post = holder()
    made = issued(account, post)
    services.revoke(made.id, "officer", by(), DAY)
    assert reader_of_key(made.text, DAY) is None
    for ground, id in (
        ("owner", made.id),
        ("owner", b"\0" * 8),
        ("no ground", issued(account, post).id),
    ):
        with pytest.raises(services.NotPossible):
            services.revoke(id, ground, by(), DAY)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"post": b"\1" * 16}, "post"),
        ({"account": "nobody"}, "account"),
        ({"scopes": ("account.make",)}, "scopes"),
        ({"scopes": ("batch.decide",)}, "scopes"),
        ({"scopes": ("no.such",)}, "scopes"),
        ({"until": DAY - timedelta(days=1)}, "days"),
        ({"until": after(366)}, "days"),
        ({"until": date.min}, "days"),
        ({"label": "  "}, "label"),
        ({"label": "字" * 61}, "label"),
        ({"label": "找小云 13800000000"}, "label"),
    ],
)  # fmt: skip
def test_what_is_not_issued(changed: dict[str, object], why: str) -> None:
    account, post = holder()
    asked = {"account": account, "post": post} | changed
    with pytest.raises(services.NotPossible) as refused:
        services.issue(wish(**asked), by(account), DAY)
    assert refused.value.why == why
    assert not Key.objects.exists()
    assert not Note.objects.exists()
    assert not Event.objects.filter(kind__startswith="api_key").exists()


def test_nobody_is_issued_a_key_of_somebody_elses_post() -> None:
    (account, _), (_, other) = holder(), holder("lin")
    with pytest.raises(services.NotPossible, match="post"):
        services.issue(wish(account, other), by(account), DAY)


def test_an_account_has_so_many_keys_and_no_more() -> None:
    account, post = holder()
    made = [issued(account, post) for _ in range(api_keys_on(DAY).most)]
    with pytest.raises(services.NotPossible, match="many"):
        issued(account, post)
    services.revoke(made[0].id, "owner", by(account), DAY)
    issued(account, post)
    assert queries.working(account, DAY) == api_keys_on(DAY).most
    assert len(queries.all_keys(DAY)) == api_keys_on(DAY).most + 1
    assert len(queries.all_keys(DAY, 5, 3)) == 3
