"""`cdelta api-key`: which API keys are there, a new one for an account's post, and the end of one.

Clause  S70. A key's text is printed once, alone on a line of standard output; it is kept nowhere.
"""

import json
import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING, NoReturn

import click

from creditdelta.cli.language import lang_option
from creditdelta.cli.ledger import ledger
from creditdelta.kernel.errors import Lang, Words

if TYPE_CHECKING:
    from creditdelta.api_keys.services import NotPossible

NATION = "100000"
FINDINGS = 1
ACTOR = click.option("--actor", default="operator", show_default=True, help="经办 · who does it")
ONCE = Words(
    "密钥 {id} 只显示这一次，请放进程序的密钥库。最后一天 {until}。",
    "Key {id} is told this once: put it into the program's store of secrets. Last day {until}.",
)
REVOKED = Words("✓ 密钥 {id} 已吊销，立刻生效。", "✓ Key {id} is revoked, from this moment on.")
NO_ACCOUNT = Words("没有账户 {login}", "there is no account {login}")


@click.group("api-key")
def command() -> None:
    """接口密钥 · API keys of accounts: list, issue, revoke."""


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="每个一行 JSON · one JSON object a line")
@lang_option
def show(as_json: bool, lang: Lang) -> None:
    """列出全部密钥，新的在前 · every key, newest first: whose, for what, until when, last used."""
    with ledger(lang):
        from creditdelta.api_keys.queries import all_keys
        from creditdelta.api_keys.words import STATES
        from creditdelta.journal.synthetic import business_day

        for one in all_keys(business_day()):
            used = one.last_used_on.isoformat() if one.last_used_on else None
            told = {
                "id": one.id.hex(), "login": one.login, "label": one.label, "state": one.state,
                "role": one.post.role if one.post else None,
                "office": one.post.office if one.post else None, "scopes": [*one.scopes],
                "until": one.days.last.isoformat(), "last_used_on": used,
            }  # fmt: skip
            if as_json:
                click.echo(json.dumps(told, ensure_ascii=False))
                continue
            state = STATES[one.state][1].say(lang)
            cells = (told["id"], one.login, one.label, state, told["until"], used or "-")
            click.echo("\t".join(str(cell) for cell in (*cells, " ".join(one.scopes))))


@command.command()
@click.argument("login")
@click.option(
    "--post", required=True, help="职务编号，见 account list · id of a post of the account"
)
@click.option("--scope", "scopes", multiple=True, help="操作，可重复 · an operation; repeatable")
@click.option("--label", required=True, help="哪个程序使用 · which program uses it")
@click.option("--days", type=click.IntRange(0), help="有效天数 · days from today; default: longest")
@ACTOR
@lang_option
def issue(
    login: str, post: str, scopes: tuple[str, ...], label: str, days: int | None, actor: str,
    lang: Lang,
) -> None:  # fmt: skip
    """签发一个密钥 · issue a key; its text is printed this once."""
    with ledger(lang):
        from creditdelta.accounts.models import Account
        from creditdelta.api_keys import services
        from creditdelta.journal.services import envelope
        from creditdelta.journal.synthetic import business_day
        from creditdelta.rulebook.api_keys import api_keys_on

        found = Account.objects.filter(login=login).first()
        if found is None:
            _leave(NO_ACCOUNT.say(lang).format(login=login))
        day = business_day()
        length = api_keys_on(day).longest_days if days is None else days
        until = day + timedelta(days=min(length, (date.max - day).days))
        try:
            wish = services.Wish(found.pk, _id(post), scopes, label, until)
            made = services.issue(wish, envelope(NATION, actor), day)
        except services.NotPossible as no:
            _leave(_said(no, lang))
        click.echo(ONCE.say(lang).format(id=made.id.hex(), until=until), err=True)
        click.echo(made.text)


@command.command()
@click.argument("key")
@click.option("--ground", default="officer", show_default=True, help="owner | leaked | officer")
@ACTOR
@lang_option
def revoke(key: str, ground: str, actor: str, lang: Lang) -> None:
    """吊销一个密钥（编号见 list）· revoke a key; its id stands in list, and in its text behind cd1_."""
    with ledger(lang):
        from creditdelta.api_keys import services
        from creditdelta.journal.services import envelope
        from creditdelta.journal.synthetic import business_day

        try:
            services.revoke(_id(key), ground, envelope(NATION, actor), business_day())
        except services.NotPossible as no:
            _leave(_said(no, lang))
        click.echo(REVOKED.say(lang).format(id=key))


def _id(text: str) -> bytes:
    """The bytes of an id; none where it is none, which no key and no post has."""
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""


def _said(no: "NotPossible", lang: Lang) -> str:
    from creditdelta.api_keys.words import WHYS

    return WHYS[no.why].say(lang)


def _leave(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(FINDINGS)
