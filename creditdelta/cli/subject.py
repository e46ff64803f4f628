"""`cdelta subject`: who is it in the ledger, and do two names belong to one organisation?

Clause  S27, S28. Names sent here are answered and forgotten; a person's name is not shown again.
"""

import json
from collections import Counter
from typing import BinaryIO

import click

from creditdelta.cli import subject_resolve, subject_verbs
from creditdelta.cli.language import lang_option
from creditdelta.cli.name_pairs import PairsUnreadable, read_pairs
from creditdelta.facade.names import compare
from creditdelta.kernel.errors import Lang, find
from creditdelta.kernel.names.verdicts import Decision, Verdict

LABELS: dict[Verdict, tuple[str, str]] = {
    "same": ("名称相同", "same"),
    "former_name": ("前后名称", "former name"),
    "branch": ("分支机构", "branch"),
    "review": ("人工核对", "review"),
    "different": ("不是一家", "different"),
    "never": ("不予比对", "never"),
}
PERSON: dict[Lang, str] = {"zh": "自然人", "en": "natural person"}
ONLY_NAMES: dict[Lang, str] = {
    "zh": "名称相同不等于同一主体，归集只看代码。"
    "理由见 cdelta explain 代码；查代码用 cdelta uscc check。",
    "en": "Equal names do not make one organisation; only the code does."
    " See cdelta explain CODE and cdelta uscc check.",
}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """主体：查找、查看、关联、待核问题、名称比对 · organisations and their names."""


for verb in (
    subject_verbs.find,
    subject_verbs.show,
    subject_verbs.questions,
    subject_verbs.link,
    subject_verbs.unlink,
    subject_resolve.resolve,
):
    command.add_command(verb)


@command.command("compare-names")
@click.argument("file", type=click.File("rb"))
@click.option("--json", "as_json", is_flag=True, help="每行一个对象 · one JSON object a line")
@lang_option
def compare_names(file: BinaryIO, as_json: bool, lang: Lang) -> None:
    """逐行比对 a、b 两列名称 · compare columns a and b of a CSV file (- reads standard input)

    UTF-8 or GB18030. Decisions: same, former_name, branch, review, different, never (a natural
    person). Even "same" speaks of the names only.
    """
    counts: Counter[Verdict] = Counter()
    try:
        for a, b in read_pairs(file):
            found = compare(a, b)
            counts[found.decision] += 1
            click.echo(_json_line(a, b, found) if as_json else _table_line(a, b, found, lang))
    except PairsUnreadable as error:
        raise click.UsageError(error.words.say(lang)) from error
    if not as_json:
        total = "  ".join(f"{LABELS[kind][lang == 'en']} {n}" for kind, n in counts.items())
        click.echo(f"{total}\n{ONLY_NAMES[lang]}", err=True)


def _json_line(a: str, b: str, found: Decision) -> str:
    return json.dumps({"a": a, "b": b, "decision": found.decision}, ensure_ascii=False)


def _table_line(a: str, b: str, found: Decision, lang: Lang) -> str:
    person = found.decision == "never"
    shown = [PERSON[lang]] if person else [_visible(a), _visible(b)]
    why = "; ".join(f"{find(code).title.say(lang)} {code}" for code in found.reasons)
    return "\t".join((LABELS[found.decision][lang == "en"], " | ".join(shown), why))


def _visible(name: str) -> str:
    """Nothing in a name may steer the terminal."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in name)
