"""`cdelta account`: the first administrator, and what an operator does when no administrator can.

Clause  S6, S70. Everything here is recorded with the actor's name, as everything on the consoles is.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

import click

from creditdelta.cli.account_words import WORDS
from creditdelta.cli.language import lang_option
from creditdelta.cli.ledger import ledger
from creditdelta.kernel.errors import Lang

if TYPE_CHECKING:
    from creditdelta.accounts.models import Account
    from creditdelta.journal.services import Envelope

NATION = "100000"
FINDINGS = 1
FIRST = "security_administrator"
SITE = click.option(
    "--site",
    default="http://127.0.0.1:8000",
    show_default=True,
    help="网站地址，用来写出链接 · address of the site, for the link",
)
ACTOR = click.option("--actor", default="operator", show_default=True, help="经办 · who does it")
JSON = click.option("--json", "as_json", is_flag=True, help="机器可读 · one JSON object a line")


@click.group()
def command() -> None:
    """账户 · accounts: the first one, create, appoint, dismiss, unlock, list."""


@command.command()
@click.argument("login")
@SITE
@ACTOR
@lang_option
def first(login: str, site: str, actor: str, lang: Lang) -> None:
    """第一位安全管理员：只能用一次 · the first security administrator; only while there is none."""
    with _deciding(lang):
        from creditdelta.accounts.keeping import make
        from creditdelta.accounts.models import Post
        from creditdelta.accounts.places import post_of
        from creditdelta.accounts.services import appoint
        from creditdelta.journal.synthetic import business_day

        if Post.objects.filter(role=FIRST, dismissed_at=None).exists():
            _leave(WORDS["not_first"][lang])
        account = make(login, "", _about(actor))
        day = business_day()
        appoint(account.pk, post_of(FIRST, "", day), _about(actor), day)
        _tell_link(lang, account, site)


@command.command()
@click.argument("login")
@click.option("--email", default="", help="工作邮箱，可不填 · e-mail at work, optional")
@SITE
@ACTOR
@lang_option
def create(login: str, email: str, site: str, actor: str, lang: Lang) -> None:
    """开通账户，给出设置密码的链接 · make an account; prints the link to set its password."""
    with _deciding(lang):
        from creditdelta.accounts.keeping import make

        _tell_link(lang, make(login, email, _about(actor)), site)


@command.command()
@click.argument("login")
@click.argument("role")
@click.option("--office", default="", help="单位编号，如 310000-credit · id of the office")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="最后一天 · last day")
@ACTOR
@lang_option
def appoint(login: str, role: str, office: str, until: date | None, actor: str, lang: Lang) -> None:
    """任命：主机操作员一人即可 · give a post; an operator at the machine needs no second person."""
    with _deciding(lang):
        from creditdelta.accounts.places import post_of
        from creditdelta.accounts.services import appoint as give
        from creditdelta.journal.synthetic import business_day

        day = business_day()
        last = date(until.year, until.month, until.day) if until else None
        post = give(_called(login, lang).pk, post_of(role, office, day, last), _about(actor), day)
        click.echo(WORDS["appointed"][lang].format(post=post.hex(), login=login))


@command.command()
@click.argument("post")
@ACTOR
@lang_option
def dismiss(post: str, actor: str, lang: Lang) -> None:
    """免去一个职务（编号见 list）· end a post; its id stands in list."""
    with _deciding(lang):
        from creditdelta.accounts.services import AppointmentRefused
        from creditdelta.accounts.services import dismiss as end

        try:
            end(bytes.fromhex(post), _about(actor))
        except ValueError as wrong:
            raise (
                wrong if isinstance(wrong, AppointmentRefused) else AppointmentRefused("gone")
            ) from None
        click.echo(WORDS["dismissed"][lang])


@command.command()
@click.argument("login")
@ACTOR
@lang_option
def unlock(login: str, actor: str, lang: Lang) -> None:
    """解除登录限制 · let tries that are held up begin anew."""
    with _deciding(lang):
        from creditdelta.accounts.keeping import unlock as free

        places = free(_called(login, lang).pk, _about(actor))
        click.echo(WORDS["unlocked"][lang].format(places=places))


@command.command("list")
@JSON
@lang_option
def list_accounts(as_json: bool, lang: Lang) -> None:
    """列出账户和职务 · every account with its posts."""
    with ledger(lang):
        from creditdelta.accounts.listing import Known, page_of

        def shown(one: "Known") -> str:
            posts = [
                {"post": each.id, "role": each.held.role, "office": each.held.office}
                for each in one.posts
            ]
            told = {"login": one.login, "id": one.id, "active": one.active, "posts": posts}
            if as_json:
                return json.dumps(told, ensure_ascii=False)
            held = "  ".join(f"{each['role']} {each['office']} [{each['post']}]" for each in posts)
            state = "" if one.active else WORDS["disabled"][lang]
            return "\t".join(part for part in (one.login, state, held) if part)

        page = 1
        while True:
            found = page_of("", page, 500)
            for one in found.accounts:
                click.echo(shown(one))
            if page >= found.pages:
                break
            page += 1


def _about(actor: str) -> "Envelope":
    from creditdelta.journal.services import envelope

    return envelope(NATION, actor)


def _called(login: str, lang: Lang) -> "Account":
    from creditdelta.accounts.models import Account

    found = Account.objects.filter(login=login).first()
    if found is None:
        _leave(WORDS["unknown"][lang].format(login=login))
        raise AssertionError
    return found


@contextmanager
def _deciding(lang: Lang) -> Iterator[None]:
    """The ledger; what is refused is said, and what was decided is sealed."""
    with ledger(lang):
        from creditdelta.accounts import keeping, services
        from creditdelta.journal.services import seal

        try:
            yield
        except keeping.AccountRefused as refused:
            _leave(keeping.WHYS[refused.why][lang == "en"])
        except services.AppointmentRefused as refused:
            _leave(services.WHYS[refused.why][lang == "en"])
        seal()


def _tell_link(lang: Lang, account: "Account", site: str) -> None:
    from django.urls import reverse

    from creditdelta.accounts.sign_in.link import secret_for
    from creditdelta.facade.today import today
    from creditdelta.rulebook.lock import lock_on

    address = site.rstrip("/") + reverse("account_link", args=[secret_for(account)])
    hours = lock_on(today()).link_hours
    click.echo(WORDS["link"][lang].format(login=account.login, address=address, hours=hours))


def _leave(sentence: str) -> None:
    click.echo(sentence, err=True)
    sys.exit(FINDINGS)
