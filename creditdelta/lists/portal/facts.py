"""What do the pages of one entry say alike, for everybody, for its office and for the organisation itself?

Clause  S36, S37.
"""

from datetime import date
from typing import Any

from creditdelta.handbook.documents import document, invented
from creditdelta.handbook.instrument_tables import called
from creditdelta.handbook.sector_tables import MARKS
from creditdelta.lists import steps
from creditdelta.lists.queries import taken
from creditdelta.lists.rules import LACKINGS, STATES, Entry
from creditdelta.lists.showing import Shown, judged
from creditdelta.lists.texts import texts_of
from creditdelta.notices.tables import office_label
from creditdelta.pages.environment import url
from creditdelta.pages.language import say, t


def facts_of(one: Shown) -> list[dict[str, Any]]:
    """What stands at the top of an entry: organisation, office, decision, ground and term."""
    entry = one.entry
    law = document(entry.instrument)
    return [
        {"key": t("组织", "Organisation"), "value": one.name, "href": url("subject", one.code)},
        {"key": t("统一社会信用代码", "Unified code"), "value": one.code},
        {"key": t("认定机关", "Decided by"), "value": say(office_label(entry.office))},
        {"key": t("决定文书号", "Decision"), "value": entry.number},
        {"key": t("决定文书摘要", "Its SHA-256"), "value": entry.digest},
        {"key": t("依据", "Ground"), "value": called(entry.instrument),
         "href": url("instrument", law.id) if law else ""},
        {"key": t("列入日期", "Since"), "value": entry.since},
        {"key": t("截止日期", "Until"), "value": entry.until},
        {"key": t("条目编号", "Id of the entry"), "value": entry.id.hex()},
    ]  # fmt: skip


def whole_of(one: Entry, day: date) -> dict[str, Any]:
    """Facts, state, texts and steps of an entry, for those who may see it in every state."""
    [(told, why)] = judged([one], day)
    return {
        "one": one,
        "name": told.name or told.code,
        "code": told.code,
        "label": say(told.listing.label),
        "tone": MARKS[told.listing.colour],
        "state": say(STATES[one.state]),
        "force": say(LACKINGS[why]),
        "in_force": not why,
        "rows": [row for row in facts_of(told) if row["value"]],
        "texts": texts_of(one.id),
        "events": steps.timeline(taken([one.id]).get(one.id, [])),
        "fictional": invented(told.listing),
    }
