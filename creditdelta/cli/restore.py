"""`cdelta restore FOLDER`: a deployment out of its backup; erasures made since are made again first.

Clause  S71.
"""

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

import click

from creditdelta.cli.language import lang_option
from creditdelta.cli.ledger import ledger
from creditdelta.kernel.errors import Lang

FINDINGS = 1
DONE = {
    "zh": "✓ 已恢复：{events} 个事件、{files} 个文件；重做清除 {erased} 条。",
    "en": "✓ Restored: {events} events, {files} files; {erased} erasures made again.",
}
NO_LIST = {
    "zh": "没有给出 --erasures：备份之后清除的内容可能又在其中。",
    "en": "No --erasures given: what was erased after the backup may be back.",
}
WHY: dict[str, tuple[str, str]] = {
    "BackupDamaged": ("备份不完整或被改动：{}", "the backup is not whole: {}"),
    "NotEmpty": ("目标不为空：{}", "something is there already: {}"),
    "OtherVersion": ("与本版本不符：{}", "of another database or version: {}"),
    "JournalWentOn": (
        "外部检查点之后的事件不在备份中：{}。确要放弃请加 --accept-loss。",
        "a checkpoint outside covers events the backup lacks: {}. --accept-loss gives them up.",
    ),
    "ListDamaged": ("清除清单无法读取：{}", "the list of erasures cannot be read: {}"),
}


@click.command("restore", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--erasures",
    type=click.Path(exists=True, path_type=Path),
    help="清除清单，或另存的 checkpoints 目录 · list of erasures, or a kept checkpoints folder",
)
@click.option("--accept-loss", is_flag=True, help="放弃备份之后的事件 · give up later events")
@click.option("--json", "as_json", is_flag=True, help="机器可读 · one JSON object")
@lang_option
def command(
    folder: Path, erasures: Path | None, accept_loss: bool, as_json: bool, lang: Lang
) -> None:
    """从备份恢复到空目录：先核对摘要，再重做其后的清除，然后才可使用。

    Restore into an empty home: digests first, then the erasures made since, then it serves. Exit 1:
    refused, and nothing was changed.
    """
    from creditdelta.journal.home import home

    place, given, source = home().resolve(), erasures and erasures.resolve(), folder.resolve()
    os.environ["CREDITDELTA_HOME"] = str(place.with_name(f".{place.name}.restoring"))
    with ledger(lang, prepared=False):
        from creditdelta.facade.today import today
        from creditdelta.project import restore as restoring
        from creditdelta.project.copies import NotEmpty
        from creditdelta.records.erased_list import ListDamaged

        try:
            known = restoring.outside(given)
            done = restoring.restore(source, place, known, today(), accept_loss=accept_loss)
        except (
            restoring.BackupDamaged,
            restoring.OtherVersion,
            restoring.JournalWentOn,
            ListDamaged,
            NotEmpty,
        ) as refused:
            why = " > ".join(map(str, refused.args))
            click.echo(WHY[type(refused).__name__][lang == "en"].format(why), err=True)
            sys.exit(FINDINGS)
    click.echo(json.dumps(asdict(done)) if as_json else DONE[lang].format(**asdict(done)))
    if given is None:
        click.echo(NO_LIST[lang], err=True)
