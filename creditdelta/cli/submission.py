"""`cdelta submission`: what was received, what became of it, what waits for a second look.

Clause  S3, S31.
"""

import json
from typing import TYPE_CHECKING

import click

from creditdelta.cli.language import lang_option
from creditdelta.cli.ledger import ledger
from creditdelta.cli.submission_desk import confirm, monthly_return, slip, withdraw, zero
from creditdelta.kernel.errors import Lang

if TYPE_CHECKING:
    from creditdelta.intake.models import Submission

FINDINGS = 1


@click.group("submission")
def command() -> None:
    """批次：查看收件、核准或退回待核批次、按期销毁原件；回执、月报、零报告、撤回。

    Submissions: list, show, let in, send back, destroy originals past their term; return slips,
    monthly returns, zero reports, withdrawals.
    """


for each in (slip, monthly_return, zero, withdraw, confirm):
    command.add_command(each)


@command.command("ls")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@click.option("--state", type=click.Choice(["open", "held", "closed", "refused"]), default=None)
@click.option("--json", "as_json", is_flag=True, help="每批一行 · one JSON line each")
@lang_option
def ls(limit: int, state: str | None, as_json: bool, lang: Lang) -> None:
    """列出批次，最近的在前 · list submissions, the latest first."""
    with ledger(lang):
        from creditdelta.intake.models import Submission

        rows = Submission.objects.filter(**({"state": state} if state else {})).order_by("-id")
        _tell(list(rows[:limit]), lang, as_json=as_json)


def _tell(rows: "list[Submission]", lang: Lang, *, as_json: bool) -> None:
    from creditdelta.cli.ingest import as_dict
    from creditdelta.cli.submission_page import listed

    if not as_json:
        listed(rows, lang)
        return
    for row in rows:
        more = {"region": row.region, "source": row.source, "standard": row.standard}
        click.echo(json.dumps(as_dict(row) | more, ensure_ascii=False))


@command.command("show")
@click.argument("number", type=int)
@click.option("--json", "as_json", is_flag=True)
@lang_option
def show(number: int, as_json: bool, lang: Lang) -> None:
    """一个批次的去向与退回原因 · one submission, its counts and reasons."""
    with ledger(lang):
        from creditdelta.cli.ingest import as_dict
        from creditdelta.cli.submission_page import show as page
        from creditdelta.intake.models import Finding

        found = _found(number)
        if not as_json:
            page(found, found.file_name, lang)
            return
        reasons = Finding.objects.filter(submission=found.repeats or found.pk)
        findings = dict(reasons.order_by("code").values_list("code", "count"))
        more = {
            "region": found.region,
            "source": found.source,
            "standard": found.standard,
            "issued_at": found.issued_at.isoformat(),
            "batch": found.batch,
            "received_at": found.received_at.isoformat(),
            "file": found.file_name,
            "original": "kept" if found.original_key else "destroyed",
            "findings": findings,
        }
        click.echo(json.dumps(as_dict(found) | more, ensure_ascii=False))


def _found(number: int) -> "Submission":
    from creditdelta.intake.models import Submission

    found = Submission.objects.filter(pk=number).first()
    if found is None:
        raise click.UsageError(f"没有批次 {number} · no submission {number}: cdelta submission ls")
    return found


@command.command("release")
@click.argument("number", type=int)
@click.option("--ground", required=True, help="理由 · of the list submission-ground")
@click.option("--actor", required=True, help="核准人，须与报送人不同 · not the person who sent it")
@lang_option
def release(number: int, ground: str, actor: str, lang: Lang) -> None:
    """核准一个待核批次 · let a held submission in."""
    _second(number, actor, ground, lang, let_in=True)


@command.command("refuse")
@click.argument("number", type=int)
@click.option("--ground", required=True, help="理由 · of the list submission-ground")
@click.option("--actor", required=True, help="经办人，须与报送人不同 · not the person who sent it")
@lang_option
def refuse(number: int, ground: str, actor: str, lang: Lang) -> None:
    """整批退回 · send a held submission back as a whole."""
    _second(number, actor, ground, lang, let_in=False)


def _second(number: int, actor: str, ground: str, lang: Lang, *, let_in: bool) -> None:
    with ledger(lang):
        from creditdelta.cli.submission_page import show as page
        from creditdelta.intake import pending, services

        found = _found(number)
        try:
            if let_in:
                services.let_in(found, actor, ground)
                pending.work(wait=True)
            else:
                services.refuse(found, actor, ground)
        except services.NotHeld:
            raise click.UsageError(f"批次 {number} 不在待核 · {number} is not held") from None
        except services.UnknownGround:
            listed = "、".join(services.grounds())
            raise click.UsageError(f"理由须为以下之一 · one of: {listed}") from None
        except services.SameOfficer:
            raise click.UsageError("须由另一人核准 · another person must look at it") from None
        found.refresh_from_db()
        page(found, found.file_name, lang)


@command.command("destroy-originals")
@click.option("--json", "as_json", is_flag=True)
@lang_option
def destroy_originals(as_json: bool, lang: Lang) -> None:
    """销毁期满的原件（密钥一并销毁）· destroy originals whose term is over, with their keys."""
    with ledger(lang):
        from creditdelta.facade.today import today
        from creditdelta.intake.services import destroy_originals as destroy

        count = destroy(today(), "operator")
        words = {"zh": f"已销毁 {count} 份原件。", "en": f"{count} originals were destroyed."}
        click.echo(json.dumps({"destroyed": count}) if as_json else words[lang])
