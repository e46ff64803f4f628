"""`cdelta pool`: the parts of the pool of credit data: listed, folded, verified, swept.

Clause  S34, S71.
"""

import json
import sys

import click

from creditdelta.cli.language import lang_option
from creditdelta.cli.ledger import ledger
from creditdelta.kernel.errors import Lang

FINDINGS = 1
EVERYWHERE = "100000"
FAULTS: dict[str, tuple[str, str]] = {
    "altered": ("数据片字节被改动", "part altered"),
    "missing": ("数据片缺失", "part missing"),
    "surplus": ("多出的文件或载入", "file or load nobody wrote"),
    "rows": ("行数或行不符", "rows missing or added"),
    "root": ("与载入时的承诺不符", "rows differ from what was committed to"),
    "unswept": ("待清理（无害）", "to be swept (harmless)"),
}
WHOLE = {"zh": "资源池完好。", "en": "The pool is whole."}
DAMAGED = {
    "zh": "资源池受损：请从备份恢复（cdelta restore）。",
    "en": "The pool is damaged: restore it from a backup (cdelta restore).",
}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """信用数据资源池：列出、归并、核对、清理。

    The pool of credit data: list its parts, fold, verify, sweep.
    """


@command.command("ls")
@click.option("--json", "as_json", is_flag=True, help="每片一行 · one JSON line a part")
@lang_option
def ls(as_json: bool, lang: Lang) -> None:
    """列出计数的数据片 · list the parts that count."""
    with ledger(lang):
        from creditdelta.records.models import Part

        columns = ("standard", "bucket", "row_count", "byte_count", "address")
        for row in Part.objects.order_by("standard", "bucket", "first_place").values(*columns):
            if as_json:
                click.echo(json.dumps(row))
            else:
                bucket = "-" if row["bucket"] is None else f"{row['bucket']:x}"
                size = f"{row['row_count']:>8}  {row['byte_count']:>10}"
                click.echo(f"{row['standard']:<28} {bucket}  {size}  {row['address']}")


@command.command("compact")
@click.option("--all", "everything", is_flag=True, help="不足一批也归并 · fold few parts too")
@click.option("--actor", default="operator", show_default=True, help="经办 · who does it")
@click.option("--json", "as_json", is_flag=True, help="每次归并一行 · one JSON line a fold")
@lang_option
def compact(everything: bool, actor: str, as_json: bool, lang: Lang) -> None:
    """把零散的数据片按主体归并 · fold parts as loaded into parts by organisation."""
    with ledger(lang):
        from dataclasses import asdict

        from creditdelta.journal.services import envelope
        from creditdelta.records import compaction, sweeping

        for fold in compaction.compact(envelope(EVERYWHERE, actor), everything=everything):
            if as_json:
                click.echo(json.dumps(asdict(fold)))
            else:
                click.echo(f"{fold.standard:<28} {fold.rows:>9}  {fold.old} → {fold.new}")
        sweeping.sweep()


@command.command("verify")
@click.option("--json", "as_json", is_flag=True, help="一个 JSON 对象 · one JSON object")
@lang_option
def verify(as_json: bool, lang: Lang) -> None:
    """核对每个字节、每一行 · hold every byte and row to what was committed to. Exit 1: damaged."""
    with ledger(lang):
        from creditdelta.records import pool_proof
        from creditdelta.records.models import Part

        faults = list(pool_proof.verify())
        parts = Part.objects.count()
    whole = not any(fault.weighs for fault in faults)
    if as_json:
        told = [{"kind": fault.kind, "what": fault.what} for fault in faults]
        click.echo(json.dumps({"ok": whole, "parts": parts, "faults": told}))
    else:
        for fault in faults:
            click.echo(f"{FAULTS[fault.kind][lang == 'en']}  {fault.what}")
        click.echo(f"{(WHOLE if whole else DAMAGED)[lang]} ({parts})")
    sys.exit(0 if whole else FINDINGS)


@command.command("sweep")
@click.option(
    "--now", is_flag=True, help="不等一小时；此时不得收件 · do not wait; nobody may be reading"
)
@lang_option
def sweep(now: bool, lang: Lang) -> None:
    """清理无人引用的文件 · remove files that nothing names any more."""
    with ledger(lang):
        from creditdelta.records import erased_list, sweeping

        swept = sweeping.sweep(grace=0 if now else sweeping.GRACE_SECONDS)
        erased_list.write_list()
    click.echo({"zh": f"清理了 {swept} 个。", "en": f"{swept} removed."}[lang])
