"""Write the whole world to a folder: supplier files, the list of deliveries and the answer key.

Clause  S22, S27, S28, S31.
Memory  one file's rows at a time, and those that later files take up again.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from creditdelta.rulebook.records import standard
from creditdelta.world import decisions, files, registers, withdrawals
from creditdelta.world.answers import Answers
from creditdelta.world.damage import CellDamage, Damage
from creditdelta.world.expected import take
from creditdelta.world.files import Line, Table
from creditdelta.world.forms import form
from creditdelta.world.make import world
from creditdelta.world.organisations import PROVINCES
from creditdelta.world.planting import breaks, put
from creditdelta.world.story import Row, Story, begin
from creditdelta.world.supplies import Supply, supplies

DELIVERIES, ANSWERS = "deliveries.json", "answers.json"
_STYLES: dict[str, Callable[[str], str]] = {
    "dashes": lambda day: day,
    "slashes": lambda day: day.replace("-", "/"),
    "digits": lambda day: day.replace("-", ""),
    "hanzi": lambda day: f"{day[:4]}年{int(day[5:7])}月{int(day[8:])}日",
}
_DAY_LENGTH, _DASH = 10, 4


def build(folder: Path, seed: int, organisations: int) -> Iterator[Supply]:
    """Write file after file in the order of delivery, and both JSON files at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    story = begin(seed, world(seed, organisations))
    plan = supplies(story.world)
    wanted = {one.of for one in plan if one.of}
    answers = Answers(seed, organisations, story.world)
    for number, supply in enumerate(plan):
        rows = _rows(story, supply)
        if supply.file in wanted and not supply.of:
            story.sent[supply.file] = rows
        verdicts = take(answers.held, supply, rows)
        first = write(folder, supply, rows)
        answers.add(number, supply, rows, verdicts, first)
        yield supply
    _dump(folder / DELIVERIES, [_delivery(one) for one in plan])
    _dump(folder / ANSWERS, answers.finished())


def _rows(story: Story, supply: Supply) -> list[Row]:
    match supply.part:
        case "decisions":
            return decisions.rows(story, supply)
        case "withdrawals" | "withdrawals_early":
            return withdrawals.rows(story, supply)
        case "again":
            return story.sent[supply.of]
        case "resent":
            return [_whole(row) for row in story.sent[supply.of]]
        case "broken":
            return _broken(story, supply)
        case _:
            return registers.rows(story, supply)


def _whole(row: Row) -> Row:
    """A row written anew from its record: what befell the line or the cell is gone."""
    if isinstance(row.wrong, Damage | CellDamage):
        return Row(row.record, "resent_whole", None, row.spelled)
    return row


def _broken(story: Story, supply: Supply) -> list[Row]:
    rng = story.rng(supply)
    rows = decisions.ordinary(story, supply)
    for place, wrong in zip((len(rows) // 2, len(rows) - 1), breaks(), strict=True):
        rows[place].situation = "mistake"
        put(rng, rows[place], wrong)
    return rows


def write(folder: Path, supply: Supply, rows: list[Row]) -> int:
    """Write one file in its supplier's form; returns the number of its first row."""
    shape, style = form(supply.form), _STYLES[supply.days]
    columns = [(part, part in shape.days) for _, part in shape.columns]

    def cells(row: Row) -> list[str]:
        record, found = row.record, []
        for part, is_day in columns:
            text = record.get(part, "")
            if is_day and len(text) == _DAY_LENGTH and text[_DASH] == "-":
                text = style(text)
            elif part == "name" and row.spelled:
                text = row.spelled
            found.append(text)
        return found

    table = Table(_title(supply), shape.columns, supply.encoding)
    path = folder / supply.file
    if supply.part != "again":  # the very bytes lie there already
        files.write(path, table, [Line(cells(row), row.wrong) for row in rows])
    return files.first_row(path)


def _title(supply: Supply) -> str:
    return f"{PROVINCES[supply.province]}{standard(supply.kind).label.zh}信息"


def _delivery(supply: Supply) -> dict[str, object]:
    return {
        "file": supply.file,
        "region": supply.region,
        "issued": supply.issued.isoformat(),
        "batch": supply.batch,
        "kind": supply.kind,
    }


def _dump(path: Path, content: object) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")
