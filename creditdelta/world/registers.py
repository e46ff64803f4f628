"""Which rows stand in a register or a code map, the first, a later or an older one?

Clause  S22, S27, S28.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from random import Random

from creditdelta.world import records
from creditdelta.world.forms import form
from creditdelta.world.organisations import Organisation
from creditdelta.world.planting import plant
from creditdelta.world.records import Record
from creditdelta.world.situations import MISTAKE
from creditdelta.world.story import Row, Story
from creditdelta.world.supplies import Supply

MISTAKEN_SHARE = 0.01


def rows(story: Story, supply: Supply) -> list[Row]:
    """The rows of one register or code map in their order."""
    rng = story.rng(supply)
    match supply.part:
        case "register":
            made = [_entry(rng, story, supply, one) for one in _first(story, supply)]
            return _with_mistakes(rng, story, supply, made)
        case "map":
            made = [Row(records.code_map(one)) for one in _first(story, supply)]
            return _with_mistakes(rng, story, supply, made)
        case "register_later":
            return list(_later_register(rng, story, supply))
        case "register_older":
            return list(_older_register(rng, story, supply))
        case _:
            return list(_later_map(story, supply))


def _first(story: Story, supply: Supply) -> Iterator[Organisation]:
    world = story.world
    absent = world.late | world.never
    return (one for one in world.organisations[supply.province] if one.uscc not in absent)


def _entry(rng: Random, story: Story, supply: Supply, about: Organisation) -> Row:
    return Row(_registration(rng, story, about, story.world.former.get(about.uscc, "")))


def _registration(rng: Random, story: Story, about: Organisation, former: str) -> Record:
    dead = about.uscc in story.world.dead
    status = ["注销", "吊销"] if dead else ["存续", "存续", "存续", "在业"]
    entry = records.registration(rng, about)
    return {**entry, "status": rng.choice(status), "former_names": former}


def _of(story: Story, supply: Supply, group: str) -> list[Organisation]:
    return story.groups[group][supply.province]


def _later_register(rng: Random, story: Story, supply: Supply) -> Iterator[Row]:
    for one in _of(story, supply, "registered_later"):
        yield Row(_registration(rng, story, one, ""), "registered_later")
    for one in _of(story, supply, "renamed"):
        new = replace(one, name=story.world.renamed[one.uscc])
        yield Row(_registration(rng, story, new, one.name), "renamed")
    for new in _successors(story, supply):
        yield Row(_registration(rng, story, new, ""), "recoded")


def _successors(story: Story, supply: Supply) -> Iterable[Organisation]:
    every = story.world.successors.values()
    return (one for one in every if one.place.code.startswith(supply.province))


def _older_register(rng: Random, story: Story, supply: Supply) -> Iterator[Row]:
    for one in _of(story, supply, "older"):
        older = replace(one, name=story.world.renamed_earlier[one.uscc])
        yield Row(_registration(rng, story, older, ""), "register_out_of_order")


def _later_map(story: Story, supply: Supply) -> Iterator[Row]:
    for one in _of(story, supply, "registered_later"):
        yield Row(records.code_map(one), "registered_later")
    for one in _of(story, supply, "renumbered"):
        number = story.world.renumbered[one.uscc]
        yield Row({**records.code_map(one), "registration_number": number}, "renumbered")
    for one in _successors(story, supply):
        yield Row(records.code_map(one), "recoded")


def _with_mistakes(rng: Random, story: Story, supply: Supply, made: list[Row]) -> list[Row]:
    plainly = {one.uscc for one in story.everybody[supply.province] if not one.sole_trader}
    able = [row for row in made if row.record["uscc"] in plainly]
    for row in rng.sample(able, max(1, round(MISTAKEN_SHARE * len(made)))):
        story.broken.add(row.record["uscc"])
        row.situation = MISTAKE
        plant(rng, story, supply, row)
    kept = form(supply.form).parts
    for row in made:  # what the form has no room for is not sent
        if "former_names" not in kept:
            row.record.pop("former_names", None)
    return made
