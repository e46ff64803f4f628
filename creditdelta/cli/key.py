"""`cdelta key list|rotate`: which keys has this deployment, how old are they, and may I have another?

Clause  S71. Only fingerprints are told. What to do with keys: docs/keys.md.
"""

import json
import sys

import click

from creditdelta.cli.language import lang_option
from creditdelta.cli.ledger import ledger
from creditdelta.kernel.errors import Lang, Words

FINDINGS = 1
NATION = "100000"
LINE = Words("{fingerprint}  自 {since} 起  {until}", "{fingerprint}  since {since}  {until}")
UNTIL = Words("应在 {due} 前更换", "replace by {due}")
OVERDUE = Words(
    "! 已过更换期限 {due}：cdelta key rotate {name}",
    "! overdue since {due}: cdelta key rotate {name}",
)
NEVER = Words("不更换：{why}", "not replaced: {why}")
WEB = Words(
    "✓ 网站密钥已更换：{fingerprint}。旧密钥签署的内容{believed}。请重启全部网页进程，并另做一次备份。",
    "✓ The web key was replaced: {fingerprint}. What the earlier one signed {believed}. "
    "Restart every web process, and take a backup.",
)
BELIEVED = Words("到 {until} 仍有效", "is believed until {until}")
FORGOTTEN = Words("立即失效", "is believed no longer")
SIGNING = Words(
    "✓ 签名密钥已更换：{fingerprint}（第 {count} 把）。旧密钥签署了这次更换，随后已删除；"
    "以前的检查点仍可核验。请把新公钥告知见证方，并另做一次备份。\n  公钥 {public}",
    "✓ The signing key was replaced: {fingerprint} (number {count}). The one before signed this and is "
    "gone; earlier checkpoints are verified as before. Tell the witnesses, and take a backup.\n"
    "  public key {public}",
)
REWRITTEN = Words(
    "日志与先前签署的不一致，不能更换密钥。请先核验：cdelta journal verify",
    "The journal is not what was signed before, so the key stays. First: cdelta journal verify",
)


@click.group("key")
def command() -> None:
    """密钥：指纹、年龄、更换 · keys: fingerprints, ages, replacing."""


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="每把一行 JSON · one JSON object a line")
@lang_option
def show(as_json: bool, lang: Lang) -> None:
    """各密钥的指纹、启用日和更换期限 · fingerprint, first day and last day of each key.

    Exit 1 where one has served longer than the rule says.
    """
    with ledger(lang):
        from creditdelta.facade.today import today
        from creditdelta.journal.key_ages import aged

        day = today()
        found = aged(day)
    for one in found:
        due = one.due.isoformat() if one.due else None
        told: dict[str, object] = {
            "name": one.rule.name,
            "fingerprint": one.fingerprint,
            "due": due,
        }
        told |= {"since": one.since.isoformat(), "overdue": one.overdue(day)}
        if as_json:
            click.echo(json.dumps(told))
            continue
        click.echo(one.rule.label.say(lang))
        words = OVERDUE if one.overdue(day) else UNTIL
        never = one.rule.never
        until = NEVER.say(lang).format(why=never.say(lang)) if never else words.say(lang)
        click.echo("  " + LINE.say(lang).format(**told | {"until": until.format(**told)}))
    sys.exit(FINDINGS if any(one.overdue(day) for one in found) else 0)


@command.command("rotate")
@click.argument("name", type=click.Choice(["web", "signing"]))
@click.option(
    "--suspected", is_flag=True, help="怀疑已泄露 · somebody else may have had the present one"
)
@click.option("--actor", default="operator", show_default=True, help="经办 · who does it")
@lang_option
def rotate(name: str, suspected: bool, actor: str, lang: Lang) -> None:
    """更换网站密钥或签名密钥 · replace the web key or the signing key.

    With --suspected nothing that the present web key signed is believed any longer.
    """
    with ledger(lang):
        if name == "web":
            click.echo(_web(lang, suspected=suspected))
            return
        click.echo(_signing(lang, actor, suspected=suspected))


def _web(lang: Lang, *, suspected: bool) -> str:
    from creditdelta.facade.today import today
    from creditdelta.journal.home import fingerprint, forget_earlier_web_key, replace_web_key
    from creditdelta.journal.key_ages import believed_until

    replace_web_key()
    if suspected:
        forget_earlier_web_key()
    until = believed_until(today()).isoformat()
    believed = FORGOTTEN.say(lang) if suspected else BELIEVED.say(lang).format(until=until)
    return WEB.say(lang).format(fingerprint=fingerprint("web"), believed=believed)


def _signing(lang: Lang, actor: str, *, suspected: bool) -> str:
    from creditdelta.journal.checkpoint import key_id
    from creditdelta.journal.replacing import replace_signing_key
    from creditdelta.journal.services import Rewritten, envelope

    try:
        about = envelope(NATION, actor)
        keys = replace_signing_key(about, "suspected" if suspected else "routine")
    except Rewritten:
        click.echo(REWRITTEN.say(lang), err=True)
        sys.exit(FINDINGS)
    last = keys.last
    return SIGNING.say(lang).format(
        fingerprint=key_id(last), public=last.hex(), count=len(keys.all)
    )
