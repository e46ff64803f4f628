"""PostgreSQL's second wall: pages connect as a role that owns nothing and reads what it is told alone."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dj_database_url
import psycopg
import pytest
from django.apps import apps

from creditdelta.accounts.walls import ACCOUNT, EVERYWHERE, KEY, REGIONS, SUBJECTS, WEB
from creditdelta.project.walls import OPEN, OPERATOR, ROLES, WALLS
from tests.postgres import server
from tests.security.wall_scripts import PREPARE, READ, ROWS, VISIT

CDELTA = str(Path(sys.executable).parent / "cdelta")
WALLED_SLICES = (
    "api_keys",
    "lookups",
    "notices",
    "consent",
    "representation",
    "questions",
    "uploads",
    "webhooks",
    "screening",
    "lists",
    "repair",
)
SHANGHAI, JIANGSU = "310000", "320000"


class Walls:
    """A server with a ledger behind walls."""

    def __init__(self, owner: str, home: Path) -> None:
        self.owner, self.home = owner, home

    def address(self, role: str) -> str:
        return self.owner.replace("postgres://postgres@", f"postgres://{role}@")

    def connect(self, role: str) -> psycopg.Connection[Any]:
        told = dj_database_url.parse(self.address(role))
        return psycopg.connect(
            host=told["HOST"], user=told["USER"], dbname=told["NAME"], autocommit=True
        )

    def run(self, role: str, *command: str, owner: str = "") -> str:
        ours = ("DATABASE_URL", "CREDITDELTA_WITNESS", "CREDITDELTA_OWNER")
        kept = {name: text for name, text in os.environ.items() if name not in ours}
        more = {"CREDITDELTA_OWNER": owner} if owner else {}
        done = subprocess.run(
            command,
            env={
                **kept, **more, "DATABASE_URL": self.address(role), "CREDITDELTA_UNDURABLE": "1",
                "CREDITDELTA_HOME": str(self.home),
            },
            check=False,
            capture_output=True,
            text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr + done.stdout
        return done.stdout


@pytest.fixture(scope="module")
def walls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walls]:
    with server(safe=False) as (address, _):
        found = Walls(address, tmp_path_factory.mktemp("walls") / "home")
        for _again in range(2):  # a second time changes nothing
            found.run(OPERATOR, CDELTA, "init", owner=address)
        found.run(OPERATOR, CDELTA, "journal", "checkpoint")
        with found.connect("postgres") as owner:
            owner.execute(ROWS)
        yield found


def count(connection: psycopg.Connection[Any], table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
    assert row is not None
    return int(row[0])


def told(connection: psycopg.Connection[Any], setting: str, value: str) -> None:
    connection.execute("SELECT set_config(%s, %s, true)", (setting, value))


def test_every_table_of_what_is_not_public_has_a_wall() -> None:
    tables = {
        model._meta.db_table
        for label in WALLED_SLICES
        if label in apps.app_configs
        for model in apps.get_app_config(label).get_models()
    }
    walled = {wall.table for wall in WALLS}
    assert tables == walled | set(OPEN), (
        "creditdelta/project/walls.py: a wall, or a reason for none"
    )
    assert not walled & set(OPEN)


def test_the_walls_stand_for_their_owner_too(walls: Walls) -> None:
    with walls.connect("postgres") as owner:
        rows = owner.execute(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
        ).fetchall()
        held = owner.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole FROM pg_roles"
            " WHERE rolname = ANY(%s)", [list(ROLES)],
        ).fetchall()  # fmt: skip
    assert {name for (name,) in rows} == {wall.table for wall in WALLS}
    assert sorted(held) == [(role, False, False, False) for role in sorted(ROLES)]


def test_who_says_nothing_reads_nothing(walls: Walls) -> None:
    with walls.connect(WEB) as page, walls.connect(OPERATOR) as command:
        assert {count(page, wall.table) for wall in WALLS} == {0}
        assert count(command, "lookups_lookup") == 5


@pytest.mark.parametrize(("region", "rows"), [(SHANGHAI, 3), (JIANGSU, 2), ("330000", 0), ("", 0)])
def test_the_own_region_alone_and_for_one_transaction(walls: Walls, region: str, rows: int) -> None:
    with walls.connect(WEB) as page:
        with page.transaction():
            told(page, REGIONS, region)
            assert count(page, "lookups_lookup") == rows
            assert count(page, "lookups_reference") == rows
            assert count(page, "lookups_review") == 0
            assert count(page, "uploads_upload") == count(page, "uploads_wrongrow") == rows
            assert count(page, "screening_job") == rows
        assert count(page, "lookups_lookup") == 0


def test_nothing_is_entered_for_another_region(walls: Walls) -> None:
    entered = "INSERT INTO lookups_lookup VALUES ('\\xff', '\\x00', 'a', 'r', 'o', %s, 'p', '\\x00', now())"
    with walls.connect(WEB) as page:
        page.execute("BEGIN")
        told(page, REGIONS, SHANGHAI)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            page.execute(entered, [JIANGSU])
        page.execute("ROLLBACK")
        with page.transaction(force_rollback=True):
            told(page, REGIONS, SHANGHAI)
            page.execute(entered, [SHANGHAI])
            assert count(page, "lookups_lookup") == 4
        with page.transaction(force_rollback=True):
            told(page, REGIONS, SHANGHAI)
            moved = page.execute("UPDATE lookups_lookup SET purpose = 'x' WHERE region = '320000'")
            assert moved.rowcount == 0


@pytest.mark.parametrize(
    ("setting", "value", "rows"),
    [
        (ACCOUNT, "account 1", 1), (ACCOUNT, "account 9", 0), (KEY, "c81e728d9d4c2f636f067f89cc14862c", 1),
        (KEY, "", 0), (REGIONS, SHANGHAI, 0), (REGIONS, EVERYWHERE, 5),
    ],
)  # fmt: skip
def test_a_page_reads_the_keys_of_its_account_or_the_one_that_was_shown(
    walls: Walls, setting: str, value: str, rows: int
) -> None:
    with walls.connect(WEB) as page:
        with page.transaction(force_rollback=True):
            told(page, setting, value)
            assert count(page, "api_keys_key") == count(page, "api_keys_note") == rows
            used = page.execute("UPDATE api_keys_note SET last_used_on = now()")
            assert used.rowcount == rows
            if setting == KEY and rows:  # a key that is shown ends no key
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    page.execute("UPDATE api_keys_key SET ends_on = now()")
        assert count(page, "api_keys_key") == 0


@pytest.mark.parametrize(
    "attempt",
    [
        "SET ROLE postgres", f"SET ROLE {OPERATOR}", "SET SESSION AUTHORIZATION postgres",
        "ALTER TABLE lookups_lookup DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE lookups_lookup NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY pages ON lookups_lookup", "ALTER ROLE creditdelta_web BYPASSRLS",
        "CREATE POLICY mine ON lookups_lookup USING (true)", "DROP TABLE lookups_lookup",
        "SET row_security = off; SELECT * FROM lookups_lookup", "TRUNCATE lookups_lookup",
        "CREATE TABLE mine (a int)",
    ],
)  # fmt: skip
def test_no_setting_makes_a_page_the_owner(walls: Walls, attempt: str) -> None:
    with walls.connect(WEB) as page:
        for setting in (REGIONS, SUBJECTS, "creditdelta.owner", "creditdelta.role"):
            page.execute("SELECT set_config(%s, 'postgres', false)", (setting,))
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            page.execute(attempt)
        assert count(page, "lookups_lookup") == 0


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE journal_event SET body = '{}'", "UPDATE journal_event SET kind = 'x' WHERE place = 1",
        "DELETE FROM journal_event", "TRUNCATE journal_event", "DELETE FROM journal_checkpoint",
        "ALTER TABLE journal_event DISABLE TRIGGER ALL", "DROP TABLE journal_event",
        "DROP FUNCTION journal_event_only_grows() CASCADE",
    ],
)  # fmt: skip
def test_no_role_of_ours_changes_an_event(walls: Walls, role: str, attempt: str) -> None:
    with walls.connect(role) as ours, pytest.raises(psycopg.errors.InsufficientPrivilege):
        ours.execute(attempt)


def test_sealing_and_verifying_go_on(walls: Walls) -> None:
    walls.run(OPERATOR, CDELTA, "key", "rotate", "signing")
    said = json.loads(walls.run(OPERATOR, CDELTA, "journal", "verify", "--json"))
    assert (said["ok"], said["checkpoints"]) == (True, 2)


def test_the_gatekeeper_tells_who_reads(walls: Walls) -> None:
    with walls.connect("postgres") as owner:
        row = owner.execute("SELECT encode(decode(md5('310000'), 'hex'), 'hex')").fetchone()
    assert row is not None
    said = json.loads(walls.run(WEB, sys.executable, "-c", READ, str(row[0])).splitlines()[-1])
    assert said == {
        "nobody": [0, 0, 0], "former": [0, 0, 0], "officer": [3, 3, 0], "own": [3, 3, 0],
        "auditor": [5, 5, 1], "after": 0,
    }  # fmt: skip


def test_pages_go_on_behind_the_walls(walls: Walls, tmp_path: Path) -> None:
    made = walls.run(OPERATOR, sys.executable, "-c", PREPARE, str(tmp_path)).split()
    told = json.loads(walls.run(WEB, sys.executable, "-c", VISIT, *made))
    assert (told["looked"], told["read"], told["office"]) == (302, 200, True)
    assert told["other office"] is False
    assert len(told["firm"]) == 1
    assert told["webhook"] == [True, False]
    assert told["key"] == ["310000-credit", True, False]
