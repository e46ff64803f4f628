"""`cdelta webhook list|send`: which offices are told at which address, and send what is due now.

Clause  S30. `cdelta serve` sends by itself; `send` is for a deployment that serves in another way.
"""

import json

import click

from creditdelta.cli.language import lang_option
from creditdelta.cli.ledger import ledger
from creditdelta.kernel.errors import Lang

JSON = click.option(
    "--json", "as_json", is_flag=True, help="每个一行 JSON · one JSON object a line"
)


@click.group("webhook")
def command() -> None:
    """更新通知 · webhooks: list, send what is due."""


@command.command("list")
@JSON
@lang_option
def show(as_json: bool, lang: Lang) -> None:
    """列出全部更新通知 · every webhook: office, address, how it stands, told up to which number."""
    with ledger(lang):
        from creditdelta.webhooks.queries import all_webhooks

        for one in all_webhooks():
            told = {
                "id": one.id.hex(), "office": one.office, "address": one.address,
                "state": one.health, "told_through": one.told_through,
            }  # fmt: skip
            line = json.dumps(told) if as_json else "\t".join(str(cell) for cell in told.values())
            click.echo(line)


@command.command()
@JSON
@lang_option
def send(as_json: bool, lang: Lang) -> None:
    """发送到期的通知 · make and send what is due; prints what became of each."""
    with ledger(lang):
        from creditdelta.project.notifier import notify_once

        for outcome in notify_once():
            click.echo(json.dumps({"outcome": outcome}) if as_json else outcome)
