"""`cdelta where`: from a clause, a term or any of its words to folder, rule file, page and test.

Clause  S67.
"""

import json
from collections.abc import Iterator

import click

from creditdelta.cli.language import lang_option
from creditdelta.kernel.errors import Lang, Words
from creditdelta.rulebook.clauses import Clause, clause
from creditdelta.rulebook.glossary import term
from creditdelta.rulebook.search import Hit, find, nearest

STATE = {
    "built": Words("已建成", "built"),
    "part": Words("部分建成", "partly built"),
    "planned": Words("计划中", "planned"),
}
LINES = {
    "home": Words("目录", "folder"),
    "rulebook": Words("规则文件", "rule file"),
    "pages": Words("页面/命令", "page/command"),
    "tests": Words("测试", "test"),
    "planned": Words("计划中", "planned"),
}
NOTHING = Words("没有找到「{}」。", "Nothing found for {}.")
NEAREST = Words("相近的词：{}", "Nearest words: {}")


@click.command("where", help="条款与代码对照 · where a clause or term lives")
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@click.option("--limit", default=3, show_default=True, help="最多几处 · how many places")
@click.option("--json", "as_json", is_flag=True, help="每行一个 JSON · one JSON object a line")
@lang_option
@click.pass_context
def command(
    ctx: click.Context, words: tuple[str, ...], limit: int, as_json: bool, lang: Lang
) -> None:
    """Print the best places for the words; exit code 1 when there is none."""
    asked = " ".join(words)
    hits = find(asked, limit=limit)
    if not hits:
        click.echo(NOTHING.say(lang).format(asked), err=True)
        if near := nearest(asked):
            click.echo(NEAREST.say(lang).format("  ".join(near)), err=True)
        ctx.exit(1)
    shown: set[str] = set()
    for hit in hits:
        click.echo(_json(hit) if as_json else "\n".join(_lines(hit, shown, lang)))


def _json(hit: Hit) -> str:
    row = _clause_of(hit)
    answer: dict[str, object] = {"kind": hit.kind, "name": hit.name, "score": hit.score}
    if row:
        answer |= {"clause": row.id, "phrase": row.phrase, "state": row.state}
        answer |= {key: list(getattr(row, key)) for key in LINES}
    return json.dumps(answer, ensure_ascii=False)


def _clause_of(hit: Hit) -> Clause | None:
    if hit.kind == "clause":
        return clause(hit.name)
    return clause(term(hit.name).clause) if hit.kind == "term" else None


def _lines(hit: Hit, shown: set[str], lang: Lang) -> Iterator[str]:
    """The lines of one hit; the places of a clause stand once in an answer."""
    row = _clause_of(hit)
    if row is None:
        yield click.style(f"{LINES['rulebook'].say(lang)}  {hit.name}", bold=True)
    elif hit.kind == "term":
        found = term(hit.name)
        yield click.style(f"{found.zh} · {found.en} · {found.identifier}", bold=True)
        yield f"  {found.definition}"
        yield f"  {row.id} {row.phrase}  ({STATE[row.state].say(lang)})"
    else:
        yield click.style(f"{row.id} {row.phrase}", bold=True) + f"  ({STATE[row.state].say(lang)})"
        yield f"  {row.section} · {row.capability}"
    if row and row.id not in shown:
        shown.add(row.id)
        yield from _places(row, lang)


def _places(row: Clause, lang: Lang) -> Iterator[str]:
    for key, label in LINES.items():
        places = getattr(row, key)
        if key == "tests" and not places:
            places = (STATE["planned"].say(lang),)
        if places:
            yield f"  {label.say(lang)}: {', '.join(places)}"
