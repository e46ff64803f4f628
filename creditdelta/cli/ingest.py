"""`cdelta ingest FILE…`: take supplier files into the ledger and say what became of every row.

Clause  S3, S31.
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from creditdelta.cli.language import lang_option
from creditdelta.cli.ledger import ledger
from creditdelta.kernel.errors import Lang

if TYPE_CHECKING:
    from creditdelta.intake.models import Submission

FINDINGS = 1
NATION = "100000"
COUNTS = ("rows", "accepted", "waiting", "duplicate", "withdrawn", "rejected")
_REGION_DIGITS = 6


@click.command("ingest")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False))
@click.option("--region", default=NATION, help="报送地区代码，如 31 · region that sends, as 31")
@click.option("--issued", default="", help="数据生成时间（ISO）· when the supplier issued it")
@click.option("--batch", default="", help="批次号 · the supplier's batch number")
@click.option("--type", "kind", default="", help="按此标准核验，不作识别 · hold to this standard")
@click.option("--source", default="", help="报送部门 · department or reporter that sends")
@click.option("--actor", default="operator", show_default=True, help="经办 · who does it")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="收件日期 · day of receipt")
@click.option("--json", "as_json", is_flag=True, help="每个文件一行 JSON · one JSON line a file")
@lang_option
def command(
    files: tuple[str, ...],
    region: str,
    issued: str,
    batch: str,
    kind: str,
    source: str,
    actor: str,
    day: datetime | None,
    as_json: bool,
    lang: Lang,
) -> None:
    """收件入账：逐行核验、归到主体、计数，可随时中断后重来。

    Take files into the ledger. rows = accepted + waiting + duplicate + withdrawn + rejected. The same
    file again is answered at once; an interrupted one goes on where it stood. Exit 0: nothing
    refused; 1: rows refused, or the submission waits for an officer.
    """
    moment = _moment(issued)
    clean = True
    with ledger(lang):
        from creditdelta.facade.check import rulebook
        from creditdelta.facade.today import today
        from creditdelta.intake.services import Received, ingest
        from creditdelta.journal.services import checkpoint
        from creditdelta.rulebook.records import UnknownStandard

        for name in files:
            received = Received(
                path=Path(name),
                region=region.ljust(_REGION_DIGITS, "0"),
                actor=actor,
                today=day.date() if day else today(),
                issued_at=moment,
                batch=batch,
                kind=kind,
                source=source,
            )
            try:
                found = ingest(received, rulebook())
            except UnknownStandard as unknown:
                raise click.UsageError(f"没有这种数据标准 · no such standard: {unknown}") from None
            clean = clean and found.state == "closed" and not found.rejected
            if as_json:
                click.echo(json.dumps(as_dict(found), ensure_ascii=False))
            else:
                from creditdelta.cli.submission_page import show

                show(found, Path(name).name, lang)
        checkpoint()
    sys.exit(0 if clean else FINDINGS)


def as_dict(found: "Submission") -> dict[str, object]:
    """What a machine is told of a submission; the counts add up to `rows`."""
    counts = {name: getattr(found, name) for name in COUNTS}
    told: dict[str, object] = {"submission": found.pk, **counts, "state": found.state}
    for name in ("held_for", "ground"):
        if getattr(found, name):
            told[name] = getattr(found, name)
    if found.repeats:
        told["repeats"] = found.repeats
    return told


def _moment(written: str) -> datetime | None:
    if not written:
        return None
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise click.BadParameter("2026-03-01T12:00:00", param_hint="--issued") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
