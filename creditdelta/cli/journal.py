"""`cdelta journal`: is the journal whole and unaltered, and do the tables follow from it?

Clause  S71.
"""

import json
import sys

import click

from creditdelta.cli.language import lang_option
from creditdelta.cli.ledger import ledger
from creditdelta.cli.progress import counted
from creditdelta.kernel.errors import Lang

FINDINGS = 1
REBUILT: dict[Lang, str] = {
    "zh": "重放 {events:,} 个事件，重建摘要 {rebuilt}",
    "en": "{events:,} events played; digest of the rebuilt ledger {rebuilt}",
}
EQUAL: dict[Lang, str] = {
    "zh": "✓ 与现库逐表一致。",
    "en": "✓ Every table equals the live one.",
}
DIFFERENT: dict[Lang, str] = {
    "zh": "✗ 与现库不一致的表：{tables}。现库摘要 {live}。请停止写入，从备份恢复并查明原因。",
    "en": "✗ Tables that differ from the live ones: {tables}. Live digest {live}. Stop writing, "
    "restore from a backup and find out why.",
}


@click.group("journal")
def command() -> None:
    """日志：核验、重建、查看 · the journal: verify, rebuild, show."""


@command.command("rebuild")
@click.option(
    "--compare", "wanted", is_flag=True, help="与现库逐表比对 · compare with the live tables"
)
@click.option("--json", "as_json", is_flag=True, help="机器可读 · one JSON object")
@lang_option
def rebuild(wanted: bool, as_json: bool, lang: Lang) -> None:
    """由日志和资源池重建全部表（另建一库，不动现库）。

    Play the journal again beside the live ledger, which is left alone. With --compare, exit 1 where
    a table differs from the live one.
    """
    with ledger(lang):
        from creditdelta.project.rebuild import compare, rebuilt

        with counted(lang, quiet=as_json) as progress:
            if not wanted:
                digest, events = rebuilt(progress)
                told: dict[str, object] = {"events": events, "rebuilt": digest}
                _say(told, REBUILT[lang].format(**told), as_json=as_json)
                return
            found = compare(progress)
    told = {
        "equal": found.equal,
        "live": found.live,
        "rebuilt": found.rebuilt,
        "events": found.events,
        "tables": list(found.differing),
    }
    verdict = EQUAL if found.equal else DIFFERENT
    words = f"{REBUILT[lang]}\n{verdict[lang]}"
    _say(told, words.format(**told | {"tables": ", ".join(found.differing)}), as_json=as_json)
    sys.exit(0 if found.equal else FINDINGS)


def _say(told: dict[str, object], words: str, *, as_json: bool) -> None:
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else words)
