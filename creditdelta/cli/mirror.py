"""`cdelta mirror pull|digest|show`: keep what a site tells everybody in a file here, up to date and proved.

Clause  S30. The key, where one is used, is in the environment (CREDITDELTA_KEY), never on the command line.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from creditdelta.cli.language import lang_option
from creditdelta.client.calling import Client, Refused, Unreachable
from creditdelta.client.following import pull
from creditdelta.client.mirror import Gap, Mirror
from creditdelta.client.proving import Untrue
from creditdelta.facade.today import today
from creditdelta.kernel.errors import Lang, Words

FINDINGS, REMOTE = 1, 4
KEY = "CREDITDELTA_KEY"
PULLED = Words(
    "✓ {organisations} 个主体，读到编号 {through}，{proved} 个编号经过证明。",
    "✓ {organisations} organisations, up to number {through}, {proved} numbers proved.",
)
ANEW = Words("（全部重新取过）", " (taken anew)")
DIGEST = Words(
    "{digest}  {day}  {count} 个主体，读到编号 {through}",
    "{digest}  {day}  {count} organisations, up to number {through}",
)
STALE = Words(
    "公示规则已变，请先：cdelta mirror pull",
    "Other rules of publication hold by now; first: cdelta mirror pull",
)
NOBODY = Words("镜像中没有这个代码的公开内容。", "The mirror holds nothing public of this code.")
UNTRUE = Words(
    "! 对方所说与它签过的不一致：{why}。镜像没有更新，请与对方核实。",
    "! What the site says is not what it swore: {why}. Nothing was taken over; ask its people.",
)
GAP = Words(
    "! 读到的内容不完整：{why}。再运行一次。",
    "! What came is not whole: {why}. Run it again.",
)
AWAY = Words("! 对方没有应答：{why}", "! The site does not answer: {why}")
FILE = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
JSON = click.option("--json", "as_json", is_flag=True, help="机器可读 · one JSON object")


@click.group("mirror")
def command() -> None:
    """镜像：在本地留一份与平台一致的公开内容 · a local copy of what is public, kept up by the feed."""


@command.command("pull")
@FILE
@click.option("--address", help="对方网址，首次必填 · address of the site; needed the first time")
@click.option("--first-key", default="", help="对方的首个公钥 · its first public key, hexadecimal")
@JSON
@lang_option
def pull_changes(
    file: Path, address: str | None, first_key: str, as_json: bool, lang: Lang
) -> None:
    """读取变化，跟上平台 · read what changed. Killed at any point, the next run goes on.

    Exit 4: the site does not answer, refuses, or says what it did not swear.
    """
    with _mirror(file) as mirror:
        known = address or mirror.value("address")
        if not known:
            raise click.UsageError("--address")
        client = Client(known, os.environ.get(KEY, ""), "zh-hans" if lang == "zh" else "en")
        with _told(lang):
            done = pull(client, mirror, today=today(), first_key=first_key)
        mirror.remember(address=known)
    if as_json:
        named = {name: getattr(done, name) for name in done.__slots__}
        click.echo(json.dumps(named))
        return
    said = PULLED.say(lang).format(
        organisations=done.organisations, through=done.through, proved=done.proved
    )
    click.echo(said + (ANEW.say(lang) if done.anew else ""))


@command.command("digest")
@FILE
@JSON
@lang_option
def tell_digest(file: Path, as_json: bool, lang: Lang) -> None:
    """镜像的摘要，与平台快照末行相同即一致 · the digest; that of the site's snapshot is the same.

    Exit 1: other rules hold by now, take everything anew first.
    """
    with _mirror(file) as mirror:
        now = today()
        told = {
            "digest": mirror.digest(now), "day": mirror.day(now), "count": mirror.count(),
            "through": mirror.value("through"), "stale": mirror.stale(now),
        }  # fmt: skip
    click.echo(json.dumps(told) if as_json else DIGEST.say(lang).format(**told))
    if told["stale"]:
        click.echo(STALE.say(lang), err=True)
        sys.exit(FINDINGS)


@command.command("show")
@FILE
@click.argument("code")
@JSON
@lang_option
def show(file: Path, code: str, as_json: bool, lang: Lang) -> None:
    """镜像中一个代码的公开内容 · what the mirror holds of a code. Exit 1: nothing."""
    with _mirror(file) as mirror:
        held, stale = mirror.show(code.strip().upper(), today()), mirror.stale(today())
    if held is None:
        click.echo(NOBODY.say(lang), err=True)
        sys.exit(FINDINGS)
    if stale:
        click.echo(STALE.say(lang), err=True)
    if as_json:
        click.echo(
            json.dumps(
                {"subject": held.subject, "day": held.day, "records": held.records},
                ensure_ascii=False,
            )
        )
        return
    for one in held.records:
        until = one["public_until"] or "—"
        click.echo(f"{one['id']}\t{one['standard']}\t{one['decided_on'] or '—'}\t→ {until}")


@contextmanager
def _mirror(file: Path) -> Iterator[Mirror]:
    found = Mirror(file)
    try:
        yield found
    finally:
        found.close()


@contextmanager
def _told(lang: Lang) -> Iterator[None]:
    """What goes wrong with a site, in words; nothing of it is ours."""
    try:
        yield
    except Untrue as wrong:
        said = UNTRUE.say(lang).format(why=wrong)
    except Gap as wrong:
        said = GAP.say(lang).format(why=wrong)
    except Refused as wrong:
        said = f"! {wrong}"
    except Unreachable as wrong:
        said = AWAY.say(lang).format(why=wrong)
    else:
        return
    click.echo(said, err=True)
    sys.exit(REMOTE)
