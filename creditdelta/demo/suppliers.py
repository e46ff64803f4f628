"""What four provinces send: seven synthetic files in their own forms, with known mistakes.

Clause  S22, S28, S31.
Data    world/words/forms.toml
Pure    equal arguments give equal rows; `world/files.py` writes them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from random import Random

from creditdelta.demo.world import World
from creditdelta.world import records, vocabulary
from creditdelta.world.damage import CELL_DAMAGES, DAMAGES
from creditdelta.world.files import Line, Wrong
from creditdelta.world.mistakes import MISTAKES, TWICE, Mistake
from creditdelta.world.records import Record

MISTAKEN_SHARE = 0.04
SEED = 20260401


@dataclass(frozen=True, slots=True)
class Supply:
    """One file: who sends it, in which form, file format and encoding."""

    file: str
    title: str
    province: str
    form: str
    encoding: str = "utf-8"
    keyed: bool = True  # the form holds the whole natural key, so that a repetition shows
    damaged: bool = False


SUPPLIES = (
    Supply("shanghai-penalties-synthetic.xlsx", "上海市行政处罚信息", "31", "penalty_2018"),
    Supply(
        "jiangsu-licences-synthetic.csv",
        "江苏省行政许可信息",
        "32",
        "licence_2018",
        encoding="utf-8-sig",
        damaged=True,
    ),
    Supply(
        "zhejiang-penalties-synthetic.csv",
        "浙江省行政处罚归集表",
        "33",
        "penalty_zhejiang",
        encoding="gb18030",
    ),
    Supply(
        "anhui-penalties-2015-synthetic.csv",
        "安徽省行政处罚旧版表",
        "34",
        "penalty_legacy",
        keyed=False,
    ),
    Supply("anhui-registrations-synthetic.csv.gz", "安徽省市场主体登记", "34", "registration"),
    Supply("anhui-code-map-synthetic.jsonl", "安徽省统一代码映射", "34", "code_map"),
    Supply("anhui-registrations-synthetic.parquet", "安徽省市场主体登记", "34", "registration"),
)


def rows(supply: Supply, world: World, size: int) -> list[Line]:
    """The rows of one file: about 4 % of them wrong, and every fitting mistake at least once."""
    rng = Random(f"{SEED} {supply.file}")  # noqa: S311  repeatable, no secret
    roles = [role for _, role in vocabulary.form(supply.form)]
    planted = _planted(rng, supply, size)
    make = _maker(rng, supply, world)
    right: list[Record] = []  # the records without mistakes so far
    found: list[Line] = []
    for at in range(size):
        wrong = planted.get(at)
        record = dict(rng.choice(right)) if wrong is TWICE else make(wrong is not None)
        if wrong is None:
            right.append(record)
        if isinstance(wrong, Mistake):
            wrong.write(rng, record)
        found.append(Line([record.get(role, "") for role in roles], wrong))
    return found


def _maker(rng: Random, supply: Supply, world: World) -> Callable[[bool], Record]:
    """Gives a right record at each call; where a mistake will be planted, about no sole trader.

    No organisation is met twice, so that nothing but a planted repetition repeats.
    """
    everybody = world.organisations[supply.province]
    companies = [one for one in everybody if not one.sole_trader]
    kept = {one.uscc: one for one in companies[: len(companies) // 4]}
    reserved = iter(kept.values())
    others = (one for one in everybody if one.uscc not in kept)
    offices = world.offices[supply.province]
    running = count(1)

    def make(company: bool) -> Record:
        about = next(reserved if company else others)
        match supply.form:
            case "registration":
                return records.registration(rng, about)
            case "code_map":
                return records.code_map(about)
            case "licence_2018":
                return records.licence(rng, about, rng.choice(offices), next(running))
            case _:
                return records.penalty(rng, about, rng.choice(offices), next(running))

    return make


def _planted(rng: Random, supply: Supply, size: int) -> dict[int, Wrong]:
    """What goes wrong in which row, beginning after the tenth; a cut can only end the file."""
    roles = {role for _, role in vocabulary.form(supply.form)}
    kinds: list[Wrong] = [one for one in MISTAKES if roles.issuperset(one.needs)]
    kinds += [TWICE] if supply.keyed else []
    kinds += [one for one in DAMAGES if supply.damaged and not one.last]
    kinds += CELL_DAMAGES if supply.file.endswith(".xlsx") else ()
    wanted = max(len(kinds), round(size * MISTAKEN_SHARE))
    places = rng.sample(range(10, size - 1), wanted)
    planted = {place: kinds[number % len(kinds)] for number, place in enumerate(places)}
    ends = [one for one in DAMAGES if supply.damaged and one.last]
    return planted | dict(zip([size - 1], ends, strict=False))
