"""Raise the second wall in PostgreSQL: roles that own nothing, and rows that only some may read.

Clause  S71. The owner makes the tables (`cdelta init` with CREDITDELTA_OWNER) and is used for nothing
else. `creditdelta_operator` is for commands and the keeper, `creditdelta_web` for pages. Neither can
change or remove an event; pages see rows of a walled table only by what the gatekeeper told the
transaction (creditdelta/accounts/walls.py). How to set it up: docs/serving.md.
"""

from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

from creditdelta.accounts.walls import ACCOUNT, EVERYWHERE, REGIONS, SUBJECTS, WEB

OPERATOR = "creditdelta_operator"
ROLES = (OPERATOR, WEB)


@dataclass(frozen=True, slots=True)
class Wall:
    """A table behind a wall: which of its rows a page may read, and which it may write."""

    table: str
    reads: str
    writes: str


def _listed(setting: str) -> str:
    return f"string_to_array(current_setting('{setting}', true), ',')"


_ANYWHERE = f"current_setting('{REGIONS}', true) = '{EVERYWHERE}'"
_REGION = f"({_ANYWHERE} OR region = ANY({_listed(REGIONS)}))"
_OWN = f"encode(ref, 'hex') = ANY({_listed(SUBJECTS)})"
_NOTICE = f"{_REGION} OR {_OWN} OR (account <> '' AND account = current_setting('{ACCOUNT}', true))"


def _with(table: str, key: str) -> str:
    """Readable where the row it belongs to is."""
    return f"EXISTS (SELECT 1 FROM {table} whole WHERE whole.id = {key})"  # noqa: S608  # nosec B608 # names of our own


# A row that others commit to is written before the row it belongs to, so it is only read by way of that.
WALLS = (
    Wall("lookups_lookup", f"{_REGION} OR {_OWN}", _REGION),
    Wall("lookups_reference", _with("lookups_lookup", "lookup"), "true"),
    Wall("lookups_review", _ANYWHERE, _ANYWHERE),
    Wall("notices_notice", _NOTICE, _NOTICE),
    Wall("notices_dispatch", _with("notices_notice", "notice"), "true"),
    Wall("notices_content", _with("notices_notice", "notice"), "true"),
    Wall("notices_agreement", f"{_ANYWHERE} OR {_OWN}", f"{_ANYWHERE} OR {_OWN}"),
)
_MADE = """DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{role}') THEN CREATE ROLE {role} LOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- somebody else was quicker
END $$"""
_GIVEN = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "REVOKE UPDATE, DELETE, TRUNCATE ON journal_event, journal_checkpoint FROM {role}",
    "GRANT UPDATE (number, leaf) ON journal_event TO {role}",
)
# The index follows from the ledger and is made anew by the operator, its own index included.
_OPERATORS = (
    f"GRANT CREATE ON SCHEMA public TO {OPERATOR}",
    f"ALTER TABLE search_entry OWNER TO {OPERATOR}",
    f"GRANT SELECT, INSERT, UPDATE, DELETE ON search_entry TO {WEB}",
)


def statements() -> tuple[str, ...]:
    """Everything the owner runs; running it again changes nothing."""
    found = [_MADE.format(role=role) for role in ROLES]
    found += [given.format(role=role) for role in ROLES for given in _GIVEN]
    found += _OPERATORS
    for wall in WALLS:
        found += [
            f"ALTER TABLE {wall.table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {wall.table} FORCE ROW LEVEL SECURITY",
            f"DROP POLICY IF EXISTS pages ON {wall.table}",
            f"DROP POLICY IF EXISTS commands ON {wall.table}",
            f"CREATE POLICY pages ON {wall.table} TO {WEB} USING ({wall.reads})"
            f" WITH CHECK ({wall.writes})",
            f"CREATE POLICY commands ON {wall.table} TO {OPERATOR} USING (true) WITH CHECK (true)",
        ]
    return tuple(found)


def raise_walls(owner: BaseDatabaseWrapper) -> None:
    """Make the roles, give them what they need, and wall the tables."""
    with owner.cursor() as cursor:
        for statement in statements():
            cursor.execute(statement)
