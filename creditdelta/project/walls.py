"""Raise the second wall in PostgreSQL: roles that own nothing, and rows that only some may read.

Clause  S71. The owner makes the tables (`cdelta init` with CREDITDELTA_OWNER) and is used for nothing
else. `creditdelta_operator` is for commands and the keeper, `creditdelta_web` for pages. Neither can
change or remove an event; pages see rows of a walled table only by what the gatekeeper told the
transaction (creditdelta/accounts/walls.py). How to set it up: docs/serving.md.
"""

from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

from creditdelta.accounts.walls import ACCOUNT, EVERYWHERE, KEY, REGIONS, SUBJECTS, WEB

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
_ACCOUNT = f"(account <> '' AND account = current_setting('{ACCOUNT}', true))"


def _of(region: str) -> str:
    """Of the reader's regions, or of an organisation the reader acts for."""
    own = f"encode(ref, 'hex') = ANY({_listed(SUBJECTS)})"
    return f"({_ANYWHERE} OR {region} = ANY({_listed(REGIONS)}) OR {own})"


def _with(table: str, key: str, where: str) -> str:
    """Readable where what it belongs to is the reader's."""
    return f"EXISTS (SELECT 1 FROM {table} w WHERE w.id = {key} AND {where})"  # noqa: S608  # nosec B608 # names of our own


_NOTICE = f"({_of('region')} OR {_ACCOUNT})"
_OFFICES = f"({_ANYWHERE} OR region = ANY({_listed(REGIONS)}))"
_OWN_OFFICES = f"({_ANYWHERE} OR left(office, 2) || '0000' = ANY({_listed(REGIONS)}))"
_OWNERS = f"({_ANYWHERE} OR {_ACCOUNT})"
_SHOWN = f"encode(id, 'hex') = current_setting('{KEY}', true)"  # asked before it is known who reads
_RECIPIENT = "left(recipient, 2) || '0000'"  # an office's id begins with its division
# A row that others commit to is written before the row it belongs to, so it is only read by way of that.
WALLS = (
    Wall("api_keys_key", f"({_OWNERS} OR {_SHOWN})", _OWNERS),
    Wall("api_keys_note", _with("api_keys_key", "key", "true"), "true"),
    Wall("lookups_lookup", _of("region"), _of("region")),
    Wall("lookups_reference", _with("lookups_lookup", "lookup", "true"), "true"),
    Wall("lookups_review", _ANYWHERE, _ANYWHERE),
    Wall("notices_dispatch", _with("notices_notice", "notice", _NOTICE), "true"),
    Wall("notices_content", _with("notices_notice", "notice", _NOTICE), "true"),
    Wall("notices_agreement", _of("''"), _of("''")),
    Wall("consent_consent", _of(_RECIPIENT), _of(_RECIPIENT)),
    Wall("consent_reference", _with("consent_consent", "consent", "true"), "true"),
    Wall("lists_entry", f"(confirmed_on IS NOT NULL OR {_of('region')})", _of("region")),
    Wall("lists_text", _with("lists_entry", "owner", "true"), "true"),
    Wall("repair_case", _of("region"), _of("region")),
    Wall("repair_text", _with("repair_case", "owner", "true"), "true"),
    Wall("repair_paper", _with("repair_case", "owner", "true"), "true"),
    Wall("repair_step", _with("repair_case", "owner", "true"), "true"),
    Wall("lists_candidate", _OFFICES, _OFFICES),
    Wall("questions_queued", _OFFICES, _OFFICES),
    Wall("questions_setaside", _OFFICES, _OFFICES),
    Wall("webhooks_webhook", _OFFICES, _OFFICES),
    Wall("webhooks_receiver", _with("webhooks_webhook", "webhook", "true"), "true"),
    Wall("webhooks_delivery", _with("webhooks_webhook", "webhook", "true"), "true"),
    Wall("webhooks_attempt", _with("webhooks_delivery", "delivery", "true"), "true"),
    Wall("screening_job", _OFFICES, _OFFICES),
    Wall("uploads_upload", _OFFICES, _OFFICES),
    Wall("uploads_wrongrow", _with("uploads_upload", "upload_id", "true"), "true"),
    Wall("uploads_mappingprofile", _OWN_OFFICES, _OWN_OFFICES),
    Wall("uploads_mappingcontent", _with("uploads_mappingprofile", "profile", "true"), "true"),
)
# Tables of the same slices that must be read before it is known who reads, and why.
OPEN = {
    "lists_ground": "anybody may ask whether an entry is in force; ids of records, no more",
    "lists_step": "what changed between two days is public: ids of entries and days",
    "lists_release": "how many an office may list on a day is no secret",
    "repair_tally": "figures of offices for everybody; nothing in them is about an organisation",
    "notices_notice": "anybody may ask whether a letter is genuine; its text lies behind a wall",
    "representation_invitation": "a code is redeemed by somebody nobody knows yet",
    "representation_code": "the same; only its digest is kept",
    "representation_wrongcode": "wrong codes are counted for whoever tries them",
    "representation_withdrawal": "decides who may act, so it is asked before anybody may",
}
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
