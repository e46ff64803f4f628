"""`cdelta archive`: what is known about one organisation, and one digest of everything known.

Clause  S34. The public sees what may be published today; what was known on an earlier day, what waits
and what was closed are for the organisation itself and for officers with a purpose.
"""

import json
import sys
from datetime import date, datetime

import click

from creditdelta.cli.language import lang_option
from creditdelta.cli.ledger import ledger
from creditdelta.kernel.errors import Lang

FINDINGS = 1
_DAY = click.DateTime(["%Y-%m-%d"])
WORDS = {
    "unknown": ("没有以该代码报送过的主体", "nobody was ever reported by this code"),
    "several": (
        "该号码属于多个主体，请用统一社会信用代码",
        "the number is several organisations': ask by the unified code",
    ),
    "history": (
        "往日所知仅供主体本人（self）和有正当目的的工作人员（officer）",
        "what was known on an earlier day is for the organisation (self) and officers",
    ),
    "purpose": ("请写明查询目的：--purpose", "name the purpose: --purpose"),
}


@click.group("archive", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """信用档案 · credit archives."""


@command.command("show")
@click.argument("code")
@click.option("--as-of", "day", type=_DAY, help="某日的情况 · as it stood on a day")
@click.option("--known-at", "known", type=_DAY, help="某日所知 · as it was known on a day")
@click.option(
    "--viewer",
    type=click.Choice(["public", "self", "officer"]),
    default="public",
    show_default=True,
    help="谁在看 · who looks",
)
@click.option("--purpose", default="", help="查询目的 · an officer's purpose")
@click.option("--all", "whole", is_flag=True, help="列出全部记录 · all records, not the latest 20")
@click.option("--json", "as_json", is_flag=True, help="机器可读 · one JSON object")
@lang_option
def show(
    code: str, day: datetime | None, known: datetime | None, viewer: str, purpose: str,
    whole: bool, as_json: bool, lang: Lang,
) -> None:  # fmt: skip
    """一个主体的信用档案 · the archive of one organisation. Exit 1: nobody by this code.

    Every section says how many records it has and tells the latest 20 of each side.
    """
    with ledger(lang):
        from creditdelta.archive import queries
        from creditdelta.cli.archive_lines import archive_line, archive_page
        from creditdelta.facade.today import today
        from creditdelta.records.publishing import PurposeMissing, Viewer

        try:
            found = queries.archive(
                code,
                today=today(),
                day=_date(day),
                known=_date(known),
                latest=None if whole else queries.LATEST,
                viewer=Viewer(viewer, purpose=purpose),  # type: ignore[arg-type]  # Click chose it
            )
        except queries.UnknownCode:
            click.echo(_say("unknown", lang), err=True)
            sys.exit(FINDINGS)
        except queries.SeveralOrganisations:
            raise click.UsageError(_say("several", lang)) from None
        except queries.HistoryNotPublic:
            raise click.UsageError(_say("history", lang)) from None
        except PurposeMissing:
            raise click.UsageError(_say("purpose", lang)) from None
        if as_json:
            click.echo(json.dumps(archive_line(found), ensure_ascii=False))
        else:
            click.echo("\n".join(archive_page(found, lang)))


@command.command("digest")
@click.option("--json", "as_json", is_flag=True, help="机器可读 · one JSON object")
@lang_option
def digest(as_json: bool, lang: Lang) -> None:
    """全部主体、号码和记录的摘要，与到达顺序无关。

    One digest of all organisations, older numbers and current records. It does not depend on the
    order or the split of deliveries.
    """
    with ledger(lang):
        from dataclasses import asdict

        from creditdelta.archive.digest import ledger_digest

        found = asdict(ledger_digest())
        words = {
            "zh": "{digest}\n主体 {organisations:,}  号码 {identifiers:,}  记录 {records:,}",
            "en": "{digest}\n{organisations:,} organisations, {identifiers:,} older numbers, "
            "{records:,} records",
        }
        click.echo(json.dumps(found) if as_json else words[lang].format(**found))


def _date(given: datetime | None) -> date | None:
    return given.date() if given else None


def _say(word: str, lang: Lang) -> str:
    return WORDS[word][lang == "en"]
