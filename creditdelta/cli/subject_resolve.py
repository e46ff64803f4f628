"""`cdelta subject resolve FILE`: to which organisation does each row of a list belong?

Clause  S27, S28. With a column `truth` it also says how often that was right.
"""

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from creditdelta.cli.language import lang_option
from creditdelta.cli.ledger import ledger
from creditdelta.kernel.errors import Lang

if TYPE_CHECKING:
    from creditdelta.subjects.resolving import Resolution

COLUMNS = ("code", "organisation_code", "registration_number", "tax_number", "name")
TRUTH = "truth"
_WORDS = {
    "zh": "{rows} 行：已归到主体 {linked}，待人核对 {asked}，无从归属 {nobody}",
    "en": "{rows} rows: {linked} linked, {asked} for a person to look at, {nobody} nobody's",
}
_QUALITY = {
    "zh": "查全率（含待核）{recall:.2%}，错归 {wrong} 行，带代码的行中待核 {questions:.2%}",
    "en": "recall with questions {recall:.2%}, wrong links {wrong}, of rows with a code asked "
    "{questions:.2%}",
}


@click.command("resolve")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="每行一个结果 · one JSON line a row")
@lang_option
def resolve(file: Path, as_json: bool, lang: Lang) -> None:
    """名单归户：CSV 列 code、organisation_code、registration_number、tax_number、name。

    Resolve a list (CSV with any of the columns code, organisation_code, registration_number,
    tax_number, name). A name alone never links: it gives candidates. A column truth is compared with.
    """
    with file.open(encoding="utf-8-sig", newline="") as source:
        listed = list(csv.DictReader(source))
    if not listed or "name" not in listed[0]:
        raise click.UsageError("第一行须有 name 列 · the first line must name a column `name`")
    with ledger(lang):
        from creditdelta.subjects.queries import codes_of
        from creditdelta.subjects.resolving import Entry, resolve

        entries = [Entry(*(row.get(column) or "" for column in COLUMNS)) for row in listed]
        found = resolve(entries)
        met = {ref for one in found for ref in (one.ref, *one.candidates) if ref}
        codes = {ref: code for ref, (_, code) in codes_of(sorted(met)).items()}
    counts = {name: sum(one.outcome == name for one in found) for name in _OUTCOMES}
    if as_json:
        for row, one in zip(listed, found, strict=True):
            click.echo(json.dumps(_told(row, one, codes), ensure_ascii=False))
    else:
        click.echo(_WORDS[lang].format(rows=len(listed), **counts))
    if TRUTH in listed[0]:
        click.echo(_QUALITY[lang].format(**quality(listed, found, codes)), err=as_json)


_OUTCOMES = ("linked", "asked", "nobody")


def _told(row: dict[str, str], one: "Resolution", codes: dict[bytes, str]) -> dict[str, object]:
    return {
        "name": row["name"],
        "outcome": one.outcome,
        "code": codes.get(one.ref, "") if one.ref else "",
        "candidates": [codes.get(ref, "") for ref in one.candidates],
    }


def quality(
    listed: list[dict[str, str]], found: "list[Resolution]", codes: dict[bytes, str]
) -> dict[str, float]:
    """Recall with questions over rows whose truth is known, wrong links, questions of coded rows."""
    known = hits = wrong = coded = asked = 0
    for row, one in zip(listed, found, strict=True):
        offered = [one.ref] if one.ref else list(one.candidates)
        right = row[TRUTH] in [codes.get(ref, "") for ref in offered if ref]
        known += bool(row[TRUTH])
        hits += bool(row[TRUTH]) and right
        wrong += one.ref is not None and not right
        coded += bool(row.get("code"))
        asked += bool(row.get("code")) and one.outcome == "asked"
    return {"recall": hits / max(known, 1), "wrong": wrong, "questions": asked / max(coded, 1)}
