"""`cdelta backup FOLDER`: everything of this deployment in one folder, digests and all.

Clause  S71.
"""

import json
from dataclasses import asdict
from pathlib import Path

import click

from creditdelta.cli.language import lang_option
from creditdelta.cli.ledger import ledger
from creditdelta.kernel.errors import Lang

DONE = {
    "zh": "✓ 已备份：{events} 个事件、{parts} 片数据、{files} 个文件、{size} 字节。\n"
    "  内含密钥，请与账本同等保管；定期另存 checkpoints 目录，恢复时凭它重做其后的清除。",
    "en": "✓ Kept: {events} events, {parts} parts, {files} files, {size} bytes.\n"
    "  It holds the keys: guard it like the ledger. Keep copies of the checkpoints folder apart: "
    "by it a restore repeats the erasures made since.",
}


@click.command("backup", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--link", is_flag=True, help="数据片用硬链接 · link parts on the same disk")
@click.option("--json", "as_json", is_flag=True, help="机器可读 · one JSON object")
@lang_option
def command(folder: Path, link: bool, as_json: bool, lang: Lang) -> None:
    """备份：数据库、资源池、密钥、检查点，同一时刻，逐个文件有摘要。可在收件时进行。

    Keep database, pool, keys and checkpoints of one moment in an empty folder, with digests. Others
    may go on working.
    """
    with ledger(lang):
        from creditdelta.pipeline.pool import AlteredPart
        from creditdelta.project.backup import BackupRefused, back_up

        try:
            done = asdict(back_up(folder, link=link))
        except BackupRefused as refused:
            raise click.UsageError(f"目录须为空 · an empty folder: {refused}") from None
        except AlteredPart as altered:
            raise click.ClickException(f"cdelta pool verify: {altered}") from None
    click.echo(json.dumps(done) if as_json else DONE[lang].format(**done))
