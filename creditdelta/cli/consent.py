"""`cdelta consent`: what organisations consented to show, and a request made for an office.

Clause  S71. An answer is given by the organisation itself, on its page.
"""

import json
from datetime import date, datetime

import click

from creditdelta.cli.language import lang_option
from creditdelta.cli.ledger import ledger
from creditdelta.kernel.errors import Lang

JSON = click.option("--json", "as_json", is_flag=True, help="机器可读 · machine-readable")
_DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def command() -> None:
    """授权 · consents: list them, ask for one."""


@command.command("list")
@click.option("--subject", "code", help="组织的统一社会信用代码 · of this organisation")
@click.option("--recipient", help="请求的单位 · asked for by this office")
@JSON
@lang_option
def list_consents(code: str | None, recipient: str | None, as_json: bool, lang: Lang) -> None:
    """一个组织或单位的授权 · consents of an organisation, or those an office asked for."""
    if (code is None) == (recipient is None):
        raise click.UsageError("写明 --subject 或 --recipient 之一 · give --subject or --recipient")
    with ledger(lang):
        from creditdelta.consent.queries import consents_asked_by, consents_of
        from creditdelta.consent.rules import state_on
        from creditdelta.consent.words import STATES
        from creditdelta.journal.synthetic import business_day

        found = consents_of(_ref(code)) if code else consents_asked_by(recipient or "")
        for one in found:
            state = state_on(one, business_day())
            if as_json:
                row = {
                    "id": one.id.hex(), "recipient": one.recipient, "purpose": one.purpose,
                    "parts": one.parts, "state": state, "asked_on": one.asked_on,
                    "since": one.since, "until": one.until,
                }  # fmt: skip
                click.echo(json.dumps(row, ensure_ascii=False, default=str))
                continue
            said = STATES[state][1].say(lang)
            parts = " ".join(one.parts)
            click.echo(
                f"{one.id.hex()}  {one.recipient}  {one.purpose}  {parts}  {said}  {one.until}"
            )


@command.command()
@click.argument("code")
@click.option("--recipient", required=True, help="哪个单位要看 · the office that would look")
@click.option("--purpose", required=True, help="目的 · purpose")
@click.option("--part", "parts", multiple=True, required=True, help="部分，可重复 · part; repeat")
@click.option("--until", type=_DAY, help="最后一天 · last day; the longest period without it")
@click.option("--reference", default="", help="合同、项目或案件编号 · number it is for")
@click.option("--actor", required=True, help="经办人 · who asks")
@lang_option
def ask(
    code: str, recipient: str, purpose: str, parts: tuple[str, ...], until: datetime | None,
    reference: str, actor: str, lang: Lang,
) -> None:  # fmt: skip
    """请求组织授权 · ask the organisation with this CODE for its consent."""
    from creditdelta.cli.in_order import rulebook_in_order
    from creditdelta.rulebook.offices import UnknownOffice, office

    with rulebook_in_order():
        try:
            region = office(recipient).region
        except UnknownOffice:
            raise click.UsageError(f"没有单位 · no office {recipient!r}") from None
    with ledger(lang):
        from creditdelta.consent import services
        from creditdelta.consent.rules import Wish
        from creditdelta.consent.words import WHYS
        from creditdelta.journal.services import envelope
        from creditdelta.journal.synthetic import business_day

        day = business_day()
        last: date = until.date() if until else services.allowed_on(day).latest
        wish = Wish(_ref(code), recipient, purpose, parts, last, reference)
        try:
            made = services.ask(wish, envelope(region, actor), day)
        except services.NotPossible as no:
            raise click.UsageError(WHYS[no.why].say(lang)) from no
    click.echo(made.hex())


def _ref(code: str) -> bytes:
    from creditdelta.subjects.finding import by_code
    from creditdelta.subjects.queries import portraits_of

    found = list(portraits_of([one.ref for one in by_code(code)]))
    if len(found) != 1:
        raise click.UsageError(
            "没有登记过这个代码的组织 · no organisation is registered under this code"
        )
    return found[0]
