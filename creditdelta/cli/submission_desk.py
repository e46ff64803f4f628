"""`cdelta submission slip|return|zero|withdraw|confirm`: what an office does about its batches.

Clause  S31.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click

from creditdelta.cli.language import lang_option
from creditdelta.cli.ledger import ledger
from creditdelta.kernel.errors import Lang

if TYPE_CHECKING:
    from creditdelta.intake.models import Submission
    from creditdelta.rulebook.offices import Office

OUT = click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="写到哪里 · where to write it",
)
MONTH = click.DateTime(["%Y-%m"])
ACTOR = click.option("--actor", required=True, help="经办人 · the officer who does it")


@click.command("slip")
@click.argument("number", type=int)
@OUT
@lang_option
def slip(number: int, out: Path, lang: Lang) -> None:
    """一个批次的回执（PDF），打印校验码 · the return slip as a PDF; prints its digits."""
    with ledger(lang):
        from creditdelta.intake.slip import NoSlip, slip_of
        from creditdelta.intake.slip_paper import pdf

        try:
            found = slip_of(_batch(number))
        except NoSlip:
            raise click.UsageError(f"批次 {number} 还没有办结 · {number} has not ended") from None
        out.write_bytes(pdf(found))
        click.echo(found.code)


@click.command("return")
@click.argument("office")
@click.argument("month", type=MONTH)
@OUT
@lang_option
def monthly_return(office: str, month: datetime, out: Path, lang: Lang) -> None:
    """一个单位的报送月报（Excel）· the monthly return of an OFFICE, such as 310000-credit 2026-03."""
    with ledger(lang):
        from creditdelta.intake.returns import monthly

        out.write_bytes(monthly(_office(office), month.date()))
        words = {"zh": f"✓ 已写入 {out}", "en": f"✓ written to {out}"}
        click.echo(words[lang])


@click.command("zero")
@click.argument("office")
@click.argument("kind")
@click.argument("month", type=MONTH)
@click.option("--sure", is_flag=True, help="已有报送仍要零报告 · in spite of what was reported")
@ACTOR
@lang_option
def zero(office: str, kind: str, month: datetime, sure: bool, actor: str, lang: Lang) -> None:
    """报零报告 · say that an OFFICE had nothing to report of a KIND in a month."""
    with ledger(lang):
        from creditdelta.intake import zero as reports
        from creditdelta.journal.services import envelope
        from creditdelta.journal.synthetic import business_day

        own = _office(office)
        about = envelope(own.region, actor)
        try:
            reports.report(own, kind, month.date(), about, today=business_day(), sure=sure)
        except reports.ZeroRefused as refusal:
            raise click.UsageError(" · ".join(reports.WHYS[refusal.why])) from None
        click.echo({"zh": "✓ 已记录", "en": "✓ recorded"}[lang])


@click.command("withdraw")
@click.argument("number", type=int)
@click.option("--ground", required=True, help="理由 · of the list withdrawal-ground")
@click.option("--act", "act_number", required=True, help="依据文书号 · number of the document")
@click.option(
    "--act-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="依据文书（只取摘要值）· the document: only its digest is kept",
)
@ACTOR
@lang_option
def withdraw(
    number: int, ground: str, act_number: str, act_file: Path, actor: str, lang: Lang
) -> None:
    """提出撤回一个批次，由另一人用 confirm 确认 · propose to take a batch back; another one confirms."""
    with ledger(lang), _not_taken():
        from creditdelta.intake import withdrawing
        from creditdelta.intake.batches import office_of_submission
        from creditdelta.journal.services import envelope
        from creditdelta.journal.synthetic import business_day
        from creditdelta.records.services import Act

        row = _batch(number)
        act = Act(act_number, sha256(act_file.read_bytes()).hexdigest())
        wanted = withdrawing.Proposal(ground, act, business_day(), batch=row.pk)
        own = _office(office_of_submission(row))
        made = withdrawing.propose(own, wanted, envelope(own.region, actor))
        id = bytes(made.pk).hex()
        click.echo(json.dumps({"withdrawal": id, "records": made.records}, ensure_ascii=False))


@click.command("confirm")
@click.argument("withdrawal")
@click.option("--refuse", is_flag=True, help="不予确认 · do not agree")
@ACTOR
@lang_option
def confirm(withdrawal: str, refuse: bool, actor: str, lang: Lang) -> None:
    """确认或不予确认一次撤回，须与提出人不同 · confirm or refuse a withdrawal somebody else proposed."""
    with ledger(lang), _not_taken():
        from creditdelta.intake import pending, withdrawing
        from creditdelta.intake.models import Withdrawal
        from creditdelta.journal.services import envelope

        id = bytes.fromhex(withdrawal) if _hexadecimal(withdrawal) else b""
        row = Withdrawal.objects.filter(pk=id).first()
        if row is None:
            raise click.UsageError(f"没有撤回 {withdrawal} · no withdrawal {withdrawal}")
        act = withdrawing.refuse if refuse else withdrawing.confirm
        act(id, envelope(row.region, actor))
        pending.work(wait=True)
        row.refresh_from_db()
        told = {"state": withdrawing.standing_of(row).state, "submission": row.submission}
        click.echo(json.dumps(told))


@contextmanager
def _not_taken() -> Iterator[None]:
    """Say why a withdrawal is refused."""
    from creditdelta.intake.withdrawing import WHYS, WithdrawalNotTaken

    try:
        yield
    except WithdrawalNotTaken as refusal:
        raise click.UsageError(" · ".join(WHYS[refusal.why])) from None


def _batch(number: int) -> "Submission":
    from creditdelta.intake.models import Submission

    found = Submission.objects.filter(pk=number).first()
    if found is None:
        raise click.UsageError(f"没有批次 {number} · no submission {number}: cdelta submission ls")
    return found


def _office(id: str) -> "Office":
    from creditdelta.rulebook.offices import UnknownOffice, office

    try:
        return office(id)
    except UnknownOffice:
        raise click.UsageError(f"没有单位 {id} · no office {id}: cdelta office list") from None


def _hexadecimal(text: str) -> bool:
    return len(text) % 2 == 0 and set(text) <= set("0123456789abcdef")
