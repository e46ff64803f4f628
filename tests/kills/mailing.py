"""Notices that wait for their mails, and what was written of them; run inside a worker's child."""

import re
from collections import Counter
from datetime import date
from typing import Any

from creditdelta.accounts.models import Account
from creditdelta.accounts.reader import Held
from creditdelta.accounts.services import appoint
from creditdelta.journal.database import writing
from creditdelta.journal.home import folder
from creditdelta.journal.services import envelope
from creditdelta.journal.synthetic import mark
from creditdelta.notices.models import Dispatch
from creditdelta.notices.services import Asked, issue_many

DAY = date(2026, 4, 1)
REF = bytes(range(16))
FIELDS = {
    "matter": "合成示例", "facts": "合成示例", "ground": "合成示例", "reply_until": "2026-05-01",
}  # fmt: skip
_ID = re.compile(r"^Message-ID: (<[^>]+>)", re.MULTILINE)


def tell_many(count: int) -> None:
    """A demonstration in which one organisation with a representative is told much, or more."""
    mark("合成示例", DAY)
    about = envelope("310000", "officer")
    kept = {"password": "!", "email": "a@example.invalid"}
    account, new = Account.objects.get_or_create(login="example", defaults=kept)
    if new:
        held = Held("representative", region="310000", subject=REF, since=DAY)
        appoint(account.pk, held, about, DAY)
    with writing():
        issue_many("prior_notice", "310000-credit", [Asked(REF, FIELDS)] * count, about, on=DAY)


def mailed() -> dict[str, Any]:
    """How often each mail was written, and how the notices stand."""
    texts = (path.read_text(encoding="utf-8") for path in folder("mail").iterdir())
    written = Counter(id for text in texts for id in _ID.findall(text))
    states = Counter(Dispatch.objects.filter(channel="mail").values_list("state", flat=True))
    return {"written": dict(written), "states": dict(states)}
