"""`cdelta init`: make a place for the ledger, once; calling it again changes nothing.

Clause  S71.
"""

import json
from dataclasses import asdict

import click

from creditdelta.cli.language import lang_option
from creditdelta.cli.ledger import ledger
from creditdelta.kernel.errors import Lang

WORDS: dict[Lang, str] = {
    "zh": "✓ 账本就绪\n  目录      {home}\n  数据库    {database}\n  签名公钥  {signing}\n"
    "  检查点    {places}\n下一步：cdelta ingest 文件",
    "en": "✓ The ledger is ready\n  home         {home}\n  database     {database}\n"
    "  signing key  {signing}\n  checkpoints  {places}\nNext: cdelta ingest FILE",
}
NATION = "100000"
_REGION_DIGITS = 6


@click.command("init")
@click.option("--region", default=NATION, help="本平台所属地区代码，如 31 · region of this ledger")
@click.option(
    "--origin", default="here", show_default=True, help="本平台名称 · name of this ledger"
)
@click.option("--actor", default="operator", show_default=True, help="经办 · who does it")
@click.option("--json", "as_json", is_flag=True, help="机器可读 · one JSON object")
@lang_option
def command(region: str, origin: str, actor: str, as_json: bool, lang: Lang) -> None:
    """初始化账本：目录、密钥、数据库。可重复执行，已有的不动。

    Prepare the ledger: folders, keys, tables. What exists is left alone.
    """
    with ledger(lang, prepared=False):
        from creditdelta.project.prepare import prepare

        told = prepare(region.ljust(_REGION_DIGITS, "0"), origin, actor)
    if as_json:
        click.echo(json.dumps(asdict(told), ensure_ascii=False))
        return
    click.echo(WORDS[lang].format(**asdict(told), places=", ".join(told.checkpoints)))
