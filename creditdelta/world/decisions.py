"""Which rows stand in one file of decisions, ordinary ones and planted situations?

Clause  S22, S27, S28, S31.
Pure    random source and story are arguments; the story is told on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from creditdelta.kernel.days import add_working_days
from creditdelta.rulebook.calendars import calendar
from creditdelta.world import records, situations
from creditdelta.world.fill import Case, filled
from creditdelta.world.forms import Form, form
from creditdelta.world.organisations import PROVINCES, Office, Organisation
from creditdelta.world.planting import plant
from creditdelta.world.records import Record
from creditdelta.world.spelling import spelled
from creditdelta.world.story import Row, Story
from creditdelta.world.supplies import Supply

TERM_OF_FILING = 7  # working days; the answer key reads the rulebook's own figure
_LATEST = 150
_HOME_SHARE = 0.8  # of owners and other parties
_OWNERSHIP = ("capital_contribution", "equity_change")
_CHAINED_SHARE = 0.6  # an owner is owned in the next row: chains grow
_OLD = (date(2018, 9, 3), 500)  # decisions of these days are past every term of five years
_CODELESS = ("uscc", "tax_number", "registration_number", "organisation_code")


@dataclass(slots=True)
class Desk:
    """What making one row needs."""

    rng: Random
    story: Story
    supply: Supply
    form: Form
    owner: Organisation | None = None  # the last record's other party

    def anybody(self, company: bool = False) -> Organisation:
        """An organisation of the province with nothing special about it."""
        while True:
            one = self.rng.choice(self.story.everybody[self.supply.province])
            if not (company and one.sole_trader):
                return one

    def of(self, group: str) -> Organisation:
        """One of a named group of the province."""
        return self.rng.choice(self.story.groups[group][self.supply.province])

    def office(self) -> Office:
        """Any office of the province."""
        return self.rng.choice(self.story.world.offices[self.supply.province])

    def record(self, about: Organisation, decided: date | None = None) -> Record:
        """A right record about an organisation, filed in time unless a day is given."""
        running = self.story.running(self.supply)
        day = decided or self.in_time()
        match self.supply.kind:
            case "penalty":
                return records.penalty(self.rng, about, self.office(), running, day)
            case "licence":
                return records.licence(self.rng, about, self.office(), running, day)
            case kind:
                self.owner = self._other(about)
                return filled(self.rng, kind, Case(about, self.office(), day, running, self.owner))

    def _other(self, about: Organisation) -> Organisation:
        """Another organisation, one in five of another province."""
        while True:
            here = self.rng.random() < _HOME_SHARE
            one = self.anybody() if here else elsewhere(self)
            if one is not about:
                return one

    def in_time(self) -> date:
        """A day of decision whose term of filing has not ended at the time of issue."""
        issued = self.supply.issued.date()
        first = _first_in_time(issued)
        return issued - timedelta(days=self.rng.randrange(1, (issued - first).days + 1))


@cache
def _first_in_time(issued: date) -> date:
    return add_working_days(issued, -TERM_OF_FILING, calendar()).date


def rows(story: Story, supply: Supply) -> list[Row]:
    """The rows of one file of decisions in their order."""
    desk = Desk(story.rng(supply), story, supply, form(supply.form))
    found: list[Row] = []
    for name in situations.drawn(desk.rng, supply):
        row = _twice(desk, found) if name == situations.TWICE else _MAKERS[name](desk)
        found.append(row)
    if desk.form.signed:
        found += [Row(record, "two_provinces") for record in _told(desk)]
    found += [Row(record, "withdrawn_before") for record in _ready(desk, story.promised)]
    found += [Row(record, "replacement") for record in _ready(desk, story.replacements)]
    if desk.form.signed:
        story.remember(supply, found)
    return found


def ordinary(story: Story, supply: Supply) -> list[Row]:
    """Rows of a file in which nothing is planted; companies only."""
    desk = Desk(story.rng(supply), story, supply, form(supply.form))
    return [Row(desk.record(desk.anybody(company=True))) for _ in range(supply.rows)]


def promised(story: Story, supply: Supply, count: int) -> list[Record]:
    """Penalties that will be sent in a later round."""
    desk = Desk(story.rng(supply), story, supply, form("penalty_2018"))
    made = [desk.record(desk.anybody()) for _ in range(count)]
    story.promised[supply.province] += made
    return made


def _told(desk: Desk) -> list[Record]:
    kind, told = desk.supply.kind, desk.story.told
    return told.pop(desk.supply.province, []) if kind == "penalty" else []


def _ready(desk: Desk, waiting: dict[str, list[Record]]) -> list[Record]:
    """Penalties that were spoken of before and come now, in a form that says who decided."""
    ready = desk.form.signed and desk.supply.kind == "penalty" and desk.supply.round > 1
    return waiting.pop(desk.supply.province, []) if ready else []


def _ordinary(desk: Desk) -> Row:
    chained = desk.owner is not None and desk.supply.kind in _OWNERSHIP
    about = desk.owner if chained and desk.rng.random() < _CHAINED_SHARE else None
    return Row(desk.record(about or desk.anybody()))


def _mistake(desk: Desk) -> Row:
    row = Row(desk.record(desk.anybody(company=True)), situations.MISTAKE)
    plant(desk.rng, desk.story, desk.supply, row)
    return row


def _about(group: str, situation: str) -> Callable[[Desk], Row]:
    return lambda desk: Row(desk.record(desk.of(group)), situation)


def _named(group: str, names: str, situation: str) -> Callable[[Desk], Row]:
    """A row under another name of an organisation of the group, as `World.<names>` gives it."""

    def make(desk: Desk) -> Row:
        about = desk.of(group)
        record = desk.record(about)
        record["name"] = getattr(desk.story.world, names)[about.uscc]
        return Row(record, situation)

    return make


def _unknown_former(desk: Desk) -> Row:
    """Under a former name which no register of the province gives."""
    return _named("former", "former", "former_name_unknown")(desk)


def _mismatch(desk: Desk) -> Row:
    about, other = desk.anybody(), desk.anybody()
    while other is about:
        other = desk.anybody()
    record = desk.record(about)
    record["name"] = other.name
    return Row(record, "name_mismatch")


def _spelled(desk: Desk) -> Row:
    record = desk.record(desk.anybody())
    return Row(record, "spelled", spelled=spelled(desk.rng, record["name"]))


def _late(desk: Desk) -> Row:
    first = _first_in_time(desk.supply.issued.date())
    day = first - timedelta(days=desk.rng.randrange(1, _LATEST))
    return Row(desk.record(desk.anybody(), day), "late")


def _old(situation: str) -> Callable[[Desk], Row]:
    def make(desk: Desk) -> Row:
        day = _OLD[0] + timedelta(days=desk.rng.randrange(_OLD[1]))
        return Row(desk.record(desk.anybody(), day), situation)

    return make


def elsewhere(desk: Desk) -> Organisation:
    """An organisation of another province with nothing special about it."""
    others = [province for province in PROVINCES if province != desk.supply.province]
    return desk.rng.choice(desk.story.everybody[desk.rng.choice(others)])


def _other_province(desk: Desk) -> Row:
    return Row(desk.record(elsewhere(desk)), "other_province")


def _told_elsewhere(desk: Desk) -> Row:
    about = elsewhere(desk)
    record = desk.record(about)
    desk.story.told[about.uscc[2:4]].append(dict(record))
    return Row(record, "told_to_another_province")


def _corrected(desk: Desk) -> Row:
    """A row of an earlier file, not withdrawn, with other content under the same key."""
    known = desk.story.right[desk.supply.province, desk.supply.kind]
    if not known:
        return _ordinary(desk)
    row = known.pop(desk.rng.randrange(len(known)))
    return Row({**row.record, "content": f"{row.record['content']}（更正）"}, "corrected")


def _codeless(desk: Desk, about: Organisation, part: str, situation: str) -> Row:
    record = desk.record(about)
    kept = record[part]
    record |= dict.fromkeys(_CODELESS, "") | {part: kept}
    return Row(record, situation)


def _by_older_number(part: str, situation: str) -> Callable[[Desk], Row]:
    def make(desk: Desk) -> Row:
        about = desk.anybody()
        while about.uscc in desk.story.broken:
            about = desk.anybody()
        return _codeless(desk, about, part, situation)

    return make


def _new_number(desk: Desk) -> Row:
    about = desk.of("renumbered")
    row = _codeless(desk, about, "registration_number", "legacy_new_number")
    row.record["registration_number"] = desk.story.world.renumbered[about.uscc]
    return row


def _unknown_number(desk: Desk) -> Row:
    part = desk.rng.choice(["registration_number", "organisation_code"])
    return _codeless(desk, desk.of("unregistered"), part, "legacy_unknown")


def _twice(desk: Desk, before: list[Row]) -> Row:
    right = [row for row in before if row.situation in ("", "late") and row.wrong is None]
    return Row(dict(desk.rng.choice(right).record), situations.TWICE)


_MAKERS: dict[str, Callable[[Desk], Row]] = {
    situations.ORDINARY: _ordinary,
    situations.MISTAKE: _mistake,
    "unregistered": _about("unregistered", "unregistered"),
    "registered_later": _about("registered_later", "registered_later"),
    "name_mismatch": _mismatch,
    "renamed_new_name_early": _named("renamed", "renamed", "renamed_new_name_early"),
    "renamed_old_name": _about("renamed", "renamed_old_name"),
    "former_name": _named("former", "former", "former_name"),
    "former_name_unknown": _unknown_former,
    "older_register_name": _named("older", "renamed_earlier", "older_register_name"),
    "spelled": _spelled,
    "late": _late,
    "other_province": _other_province,
    "told_to_another_province": _told_elsewhere,
    "corrected": _corrected,
    "legacy_registration_number": _by_older_number(
        "registration_number", "legacy_registration_number"
    ),
    "legacy_organisation_code": _by_older_number("organisation_code", "legacy_organisation_code"),
    "legacy_new_number": _new_number,
    "legacy_unknown": _unknown_number,
    "past_retention": _old("past_retention"),
    "old_but_kept": _old("old_but_kept"),
}
