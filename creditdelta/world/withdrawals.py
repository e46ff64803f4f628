"""Which records are taken back, before or after they came?

Clause  S22, S31.
"""

import hashlib
from dataclasses import replace
from random import Random

from creditdelta.rulebook.records import standard
from creditdelta.world import decisions
from creditdelta.world.expected import key
from creditdelta.world.files import NOTICE
from creditdelta.world.fill import Case, filled
from creditdelta.world.planting import plant
from creditdelta.world.records import Record
from creditdelta.world.situations import MISTAKE
from creditdelta.world.story import Row, Story
from creditdelta.world.supplies import WITHDRAWAL, Supply

SHARE = 0.02  # of the remembered rows of a province; at least two of each file
_EARLY = 0.01  # promised records, of the decisions one penalty file holds
_LEAST = 2
_REPLACED_SHARE = 1 / 3


def rows(story: Story, supply: Supply) -> list[Row]:
    """The instructions of one file; one of them is wrong."""
    rng = story.rng(supply)
    if supply.part == "withdrawals_early":
        count = max(_LEAST, round(_EARLY * len(story.world.organisations[supply.province]) / 10))
        coming = decisions.promised(story, replace(supply, kind="penalty"), count)
        made = [_instruction(rng, story, supply, "penalty", record) for record in coming]
        return [Row(record, "withdrawal_before_record") for record in made]
    sent = _sent(rng, story, supply)
    taken = [_instruction(rng, story, supply, kind, record) for kind, record in sent]
    for instruction, (kind, record) in zip(taken, sent, strict=True):
        if kind == "penalty" and rng.random() < _REPLACED_SHARE:
            number = f"{record['number']}更"
            instruction["replaced_by"] = number
            story.replacements[supply.province].append({**record, "number": number})
    found = [Row(record, "withdrawal_after_record") for record in taken]
    others = (one for one in story.everybody[supply.province] if not one.sole_trader)
    wrong = {**taken[0], "uscc": next(others).uscc}
    found.append(Row(wrong, MISTAKE))
    plant(rng, story, supply, found[-1])
    return found


def _sent(rng: Random, story: Story, supply: Supply) -> list[tuple[str, Record]]:
    """Right records of the province that were sent, no longer to be corrected afterwards."""
    known = [
        (kind, row.record)
        for (province, kind), rows in story.right.items()
        if province == supply.province
        for row in rows
        if row.record.get("authority_code")
    ]
    chosen = rng.sample(known, min(len(known), max(_LEAST, round(SHARE * len(known)))))
    gone = {id(record) for _, record in chosen}
    for source, rows in story.right.items():
        story.right[source] = [row for row in rows if id(row.record) not in gone]
    return chosen


def _instruction(rng: Random, story: Story, supply: Supply, kind: str, record: Record) -> Record:
    about = story.everybody[supply.province][0]
    office = story.world.offices[supply.province][0]
    running, day = story.running(supply), supply.issued.date()
    base = filled(rng, WITHDRAWAL, Case(about, office, day, running, about))
    _, code, authority, number = key(kind, record)
    digest = hashlib.sha256(f"{NOTICE} {running}".encode()).hexdigest()
    return {
        **base,
        "kind": standard(kind).label.zh,
        "uscc": code,
        "authority_code": authority,
        "number": number,
        "replaced_by": "",
        "annulling_digest": digest if base["annulling_digest"] else "",
    }
