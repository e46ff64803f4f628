"""Is this the journal that these keys belong to, and by which rules is it kept today?

Clause  S71. With another identity key one organisation would get two ids; with another signing key
checkpoints could not be told from a stranger's. So either is refused.
"""

import json
from zoneinfo import ZoneInfo

from creditdelta.journal.apply import noted
from creditdelta.journal.checkpoint import public_key
from creditdelta.journal.database import writing
from creditdelta.journal.events import JournalOpened, RulebookActivated
from creditdelta.journal.home import fingerprint, key
from creditdelta.journal.kept_keys import signing_keys
from creditdelta.journal.models import Event
from creditdelta.journal.queries import last_of
from creditdelta.journal.replacing import finish_replacing, told_by_journal
from creditdelta.journal.services import Envelope, record
from creditdelta.journal.signing_keys import KeysUnclear
from creditdelta.rulebook.digest import rulebook_digest

_CHINA = ZoneInfo("Asia/Shanghai")


class OtherKeys(RuntimeError):
    """The home's keys are not those the journal was opened with; says which."""


def check_keys() -> None:
    """Raises `OtherKeys` where the journal was opened with other keys than the home has."""
    finish_replacing()
    opened = last_of(JournalOpened.kind)
    if opened is None:
        return
    other = [] if json.loads(opened.body)["identity"] == fingerprint("identity") else ["identity"]
    other += [] if _signs() else ["signing"]
    if other:
        raise OtherKeys(", ".join(other))


def _signs() -> bool:
    """Whether the home's signing keys are those the journal tells, and its key is the last one."""
    try:
        kept = signing_keys()
        return kept == told_by_journal() and kept.last == public_key(key("signing"))
    except KeysUnclear:
        return False


def ensure_opened(about: Envelope) -> None:
    """Record whose journal this is, once; afterwards only check the keys."""
    if last_of(JournalOpened.kind) is None:
        with writing():
            if last_of(JournalOpened.kind) is None:
                event = JournalOpened(region=about.region, origin=about.origin, **_keys())
                record(event, noted, about)
    check_keys()


def ensure_activated(about: Envelope) -> None:
    """Record the rules in use where they are not those recorded last; asked before every change."""
    check_keys()
    digest = rulebook_digest()
    if _activated() == digest:
        return
    with writing():
        if _activated() != digest:
            since = about.recorded_at.astimezone(_CHINA).date()
            record(RulebookActivated(digest, since), noted, about)


def _activated() -> str:
    event: Event | None = last_of(RulebookActivated.kind)
    return str(json.loads(event.body)["digest"]) if event else ""


def _keys() -> dict[str, str]:
    return {"identity": fingerprint("identity"), "signing": signing_keys().first.hex()}
