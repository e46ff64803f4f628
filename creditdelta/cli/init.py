"""`cdelta init`: make a place for the ledger, once; calling it again changes nothing.

Clause  S71.
"""

import json

import click

from creditdelta.cli.language import lang_option
from creditdelta.cli.ledger import ledger
from creditdelta.kernel.errors import Lang

WORDS: dict[Lang, str] = {
    "zh": "✓ 账本就绪\n  目录     {home}\n  数据库   {database}",
    "en": "✓ The ledger is ready\n  home      {home}\n  database  {database}",
}


@click.command("init")
@click.option("--json", "as_json", is_flag=True, help="机器可读 · one JSON object")
@lang_option
def command(as_json: bool, lang: Lang) -> None:
    """初始化账本：目录、密钥、数据库。可重复执行，已有的不动。

    Prepare the ledger: folders, keys, tables. What exists is left alone.
    """
    with ledger(lang):
        from creditdelta.project.prepare import prepare

        told = prepare()
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else WORDS[lang].format(**told))
