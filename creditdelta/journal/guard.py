"""The database itself refuses to change or remove an event; only sealing adds number and leaf.

Clause  S71. This stops mistakes and programs, not somebody who owns the database: such a person is
found out by checkpoints outside it.
"""

from collections.abc import Mapping

from django.db.backends.base.base import BaseDatabaseWrapper

_WRITTEN = ("place", "kind", "version", "region", "origin", "actor", "recorded_at", "body")
_REFUSED = "the journal only grows"


def _same(equal: str) -> str:
    return " AND ".join(f"NEW.{name} {equal} OLD.{name}" for name in _WRITTEN)


_ARM = {
    "sqlite": (
        f"""CREATE TRIGGER journal_event_not_removed BEFORE DELETE ON journal_event
        BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END""",
        f"""CREATE TRIGGER journal_event_not_changed BEFORE UPDATE ON journal_event
        WHEN NOT (OLD.number IS NULL AND NEW.number IS NOT NULL AND {_same("IS")})
        BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END""",
        # INSERT OR REPLACE removes a row without asking the trigger above
        f"""CREATE TRIGGER journal_event_not_replaced BEFORE INSERT ON journal_event
        WHEN EXISTS (SELECT 1 FROM journal_event e
                     WHERE e.place = NEW.place OR e.number = NEW.number)
        BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END""",  # noqa: S608  # nosec B608 # names of our own
    ),
    "postgresql": (
        f"""CREATE FUNCTION journal_event_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF TG_OP = 'UPDATE' THEN
            IF OLD.number IS NULL AND NEW.number IS NOT NULL AND
               {_same("IS NOT DISTINCT FROM")} THEN RETURN NEW; END IF;
          END IF;
          RAISE EXCEPTION '{_REFUSED}';
        END $$""",
        """CREATE TRIGGER journal_event_not_changed BEFORE UPDATE OR DELETE ON journal_event
        FOR EACH ROW EXECUTE FUNCTION journal_event_only_grows()""",
        """CREATE TRIGGER journal_event_not_emptied BEFORE TRUNCATE ON journal_event
        FOR EACH STATEMENT EXECUTE FUNCTION journal_event_only_grows()""",
    ),
}
_DISARM = {
    "sqlite": tuple(
        f"DROP TRIGGER IF EXISTS journal_event_not_{name}"
        for name in ("removed", "changed", "replaced")
    ),
    "postgresql": ("DROP FUNCTION IF EXISTS journal_event_only_grows() CASCADE",),
}


def arm(connection: BaseDatabaseWrapper) -> None:
    """From now on events cannot be changed or removed; called by the migration."""
    _run(connection, _ARM)


def disarm(connection: BaseDatabaseWrapper) -> None:
    """Take the guard away; for the reversed migration and for tests that empty the database."""
    _run(connection, _DISARM)


def _run(connection: BaseDatabaseWrapper, statements: Mapping[str, tuple[str, ...]]) -> None:
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
