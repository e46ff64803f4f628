"""`cdelta contribution`: what a market reporter gave, what it earned, spent and has left.

Clause  S33.
"""

import json

import click

from creditdelta.cli.language import lang_option
from creditdelta.cli.ledger import ledger
from creditdelta.kernel.errors import Lang


@click.group("contribution")
def command() -> None:
    """数据贡献 · contributions of market reporters."""


@command.command("show")
@click.argument("office")
@click.option("--json", "as_json", is_flag=True, help="机器可读 · machine-readable")
@lang_option
def show(office: str, as_json: bool, lang: Lang) -> None:
    """一个市场报送单位（OFFICE）的贡献账 · the ledger of one market reporter."""
    with ledger(lang):
        from django.utils.translation import override

        from creditdelta.contributions.queries import contribution
        from creditdelta.contributions.words import next_words
        from creditdelta.journal.synthetic import business_day
        from creditdelta.rulebook.offices import UnknownOffice
        from creditdelta.rulebook.offices import office as named

        try:
            own = named(office)
        except UnknownOffice:
            raise click.UsageError(f"没有单位 · no office {office!r}: cdelta office list") from None
        if not own.market:
            raise click.UsageError("只有市场报送单位有贡献账 · only market reporters have a ledger")
        found = contribution(own, business_day())
        mine = found.account
        if as_json:
            told = {
                "office": own.id,
                "verified": found.standing,
                "verified_by_month": found.verified,
                "earned": mine.earned,
                "spent": mine.spent,
                "expired": mine.expired,
                "balance": mine.balance,
                "owed": mine.owed,
                "steps": [one.id for one in found.ladder.reached],
            }
            click.echo(json.dumps(told, ensure_ascii=False))
            return
        with override("en" if lang == "en" else "zh-hans"):
            words = {
                "zh": f"{own.label.zh}\n  核实有效的记录 {found.standing:,}\n  挣得 {mine.earned:,} 用去 "
                f"{mine.spent:,} 过期 {mine.expired:,} 可用 {mine.balance:,}",
                "en": f"{own.label.en}\n  verified records {found.standing:,}\n  earned {mine.earned:,} "
                f"spent {mine.spent:,} expired {mine.expired:,} left {mine.balance:,}",
            }
            click.echo(f"{words[lang]}\n  {next_words(found.ladder)}")
