"""`cdelta record erase ID`: the content goes for good; that it existed, and why it went, stays.

Clause  S34, S71. Not to be undone, so it is asked about before.
"""

import json
import sys

import click

from creditdelta.cli.language import lang_option
from creditdelta.cli.ledger import ledger
from creditdelta.kernel.errors import Lang

FINDINGS = 1
LIST = "erasure-ground"
_SURE = {
    "zh": "{id}：{count} 份报送的内容将永久清除，不可恢复。继续？",
    "en": "{id}: what {count} reports say of it goes for good. Go on?",
}
_DONE = {
    "zh": "✓ 已清除；编号留存，旧文件不能使其恢复",
    "en": "✓ erased; its id stays, and no old file revives it",
}
_OPEN = {
    "zh": "批次 {number} 尚未完成，先完成或退回它",
    "en": "submission {number} is not finished: finish it or send it back first",
}


@click.command("erase")
@click.argument("record_id")
@click.option("--ground", required=True, help="理由 · of the list erasure-ground")
@click.option("--actor", required=True, help="经办人 · the officer who decides")
@click.option("--region", default="100000", help="经办地区 · region of the officer")
@click.option("--yes", is_flag=True, help="不再询问 · do not ask")
@click.option("--json", "as_json", is_flag=True)
@lang_option
def erase(
    record_id: str, ground: str, actor: str, region: str, yes: bool, as_json: bool, lang: Lang
) -> None:
    """清除一条记录的内容（不可恢复）· erase what a record says, everywhere and for good."""
    with ledger(lang):
        from creditdelta.cli.record import NO_RECORD
        from creditdelta.facade.today import today
        from creditdelta.intake.erasure import StillOpen, erase_records
        from creditdelta.journal.services import envelope
        from creditdelta.records.lookup import NoSuchRecord, record_by
        from creditdelta.rulebook.enums import enum

        grounds = [row.code for row in enum(LIST).rows]
        if ground not in grounds:
            raise click.UsageError(f"理由须为以下之一 · one of: {'、'.join(grounds)}")
        try:
            held = record_by(record_id, today())
        except NoSuchRecord:
            click.echo(f"{record_id}: {NO_RECORD[lang]}", err=True)
            sys.exit(FINDINGS)
        count = len(held.record.others) + (held.record.speaking is not None)
        if not yes:
            click.confirm(_SURE[lang].format(id=record_id, count=count), abort=True, err=True)
        keys = [(held.who.ref, held.record.document)]
        try:
            erase_records(keys, ground, envelope(region, actor), on=today())
        except StillOpen as open_one:
            click.echo(_OPEN[lang].format(number=open_one), err=True)
            sys.exit(FINDINGS)
        click.echo(json.dumps({"erased": record_id}) if as_json else _DONE[lang])
