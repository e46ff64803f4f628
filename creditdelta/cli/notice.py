"""`cdelta notice`: what was told to whom, its letter, its service, and who has not been told.

Clause  S9.
"""

import json
import sys
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from creditdelta.cli.language import lang_option
from creditdelta.cli.ledger import ledger
from creditdelta.kernel.errors import Lang

if TYPE_CHECKING:
    from creditdelta.notices.queries import Told

FINDINGS = 1
JSON = click.option("--json", "as_json", is_flag=True, help="机器可读 · machine-readable")
DAY = click.DateTime(["%Y-%m-%d"])


@click.group("notice")
def command() -> None:
    """文书：列出、查看、打印、登记送达，谁还没有被告知。

    Notices: list, show, print, enter service, and who has not been told.
    """


@command.command("list")
@click.argument("office")
@click.option("--kind", default="", help="种类 · of rulebook/notices/kinds.toml")
@click.option("--waiting", is_flag=True, help="只列待送达的 · only those to be served")
@click.option("--limit", type=click.IntRange(1, 100_000), default=50, show_default=True)
@JSON
@lang_option
def list_notices(
    office: str, kind: str, waiting: bool, limit: int, as_json: bool, lang: Lang
) -> None:
    """一个单位的文书，最近的在前 · the notices of an OFFICE such as 310000-credit, latest first."""
    with ledger(lang):
        from creditdelta.notices.queries import notices_by

        for told in notices_by(office, limit, form=kind, waiting=waiting):
            click.echo(
                json.dumps(_plain(told), ensure_ascii=False) if as_json else _line(told, lang)
            )


@command.command("show")
@click.argument("number")
@JSON
@lang_option
def show(number: str, as_json: bool, lang: Lang) -> None:
    """一份文书的内容和送达 · what the notice of a NUMBER says and how it stands."""
    with ledger(lang):
        from creditdelta.notices.contents import ContentErased, said_by
        from creditdelta.notices.models import Notice

        told = _found(number)
        try:
            said = said_by(Notice.objects.get(pk=told.id))
            content: dict[str, Any] = {
                "addressee": said.addressee, "code": said.code, "fields": said.fields,
            }  # fmt: skip
        except ContentErased:
            content = {"erased": True}
        if as_json:
            click.echo(json.dumps(_plain(told) | content, ensure_ascii=False))
            return
        click.echo(_line(told, lang))
        for one in told.channels:
            click.echo(f"  {one.channel}  {one.state}  {one.attempts}  {one.ground}".rstrip())
        click.echo(json.dumps(content, ensure_ascii=False, indent=1))


@command.command("pdf")
@click.argument("numbers", nargs=-1, required=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
@lang_option
def pdf(numbers: tuple[str, ...], out: Path, lang: Lang) -> None:
    """打印文书为一个 PDF · the letters of NUMBERS as one PDF."""
    with ledger(lang):
        from creditdelta.notices.contents import ContentErased
        from creditdelta.notices.letters import bundle

        try:
            content = bundle([_found(number).id for number in numbers])
        except ContentErased as erased:
            raise click.UsageError(f"内容已清除 · the content was erased: {erased}") from None
        out.write_bytes(content)
        click.echo(f"{out}  {len(content):,}")


@command.command("serve")
@click.argument("number")
@click.option("--method", required=True, help="送达方式 · of rulebook/notices/service.toml")
@click.option("--day", type=DAY, required=True, help="送达行为的日期 · the day of the act")
@click.option(
    "--proof",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="送达回证文件，只登记摘要 · the proof; only its digest is kept",
)
@click.option("--actor", required=True, help="经办人 · who enters it")
@JSON
@lang_option
def serve(
    number: str,
    method: str,
    day: datetime,
    proof: Path | None,
    actor: str,
    as_json: bool,
    lang: Lang,
) -> None:
    """登记送达 · enter that the letter of a NUMBER was served."""
    with ledger(lang):
        from creditdelta.journal.services import envelope
        from creditdelta.notices import serving
        from creditdelta.notices.rules import WHYS, MoveRefused

        told = _found(number)
        digest = sha256(proof.read_bytes()).digest() if proof else b""
        about = envelope(told.region, actor)
        try:
            counts = serving.serve(told.id, "letter", method, day.date(), about, digest)
        except MoveRefused as refusal:
            raise click.UsageError(WHYS[refusal.why].say(lang)) from None
        plain = {"number": told.number, "served_on": counts.isoformat(), "proof": digest.hex()}
        click.echo(json.dumps(plain, ensure_ascii=False) if as_json else f"{number}  {counts}")


@command.command("untold")
@click.option(
    "--region", default="", help="省级区划代码，不填为全部 · province; everywhere without"
)
@click.option("--day", type=DAY, help="截至哪天 · as of the end of which day")
@JSON
@lang_option
def untold(region: str, day: datetime | None, as_json: bool, lang: Lang) -> None:
    """谁还没有被告知 · who has not been served yet. Exit 1 where somebody is late."""
    with ledger(lang):
        from creditdelta.journal.synthetic import business_day
        from creditdelta.notices.queries import untold as waiting

        found = waiting(region, day.date() if day else business_day())
        for one in found:
            more = {"code": one.code, "days_left": one.left, "account": one.reachable}
            plain = json.dumps(_plain(one.told) | more, ensure_ascii=False)
            click.echo(plain if as_json else f"{one.left:>5}  {_line(one.told, lang)}  {one.code}")
    sys.exit(FINDINGS if any(one.left < 0 for one in found) else 0)


def _found(number: str) -> "Told":
    from creditdelta.notices.queries import numbered

    told = numbered(number)
    if told is None:
        raise click.UsageError(f"没有文号 {number} · no notice {number}: cdelta notice list OFFICE")
    return told


def _line(told: "Told", lang: Lang) -> str:
    served = told.served_on or "—"
    return (
        f"{told.number}  {told.title.say(lang)}  {told.issued_on}  {told.due_on or '—'}  {served}"
    )


def _plain(told: "Told") -> dict[str, Any]:
    def text(day: date | None) -> str | None:
        return day.isoformat() if day else None

    return {
        "number": told.number,
        "kind": told.form,
        "office": told.office,
        "region": told.region,
        "issued_on": text(told.issued_on),
        "due_on": text(told.due_on),
        "served_on": text(told.served_on),
        "method": told.method,
        "read": told.read_at is not None,
        "digest": told.commitment.hex(),
        "channels": {one.channel: one.state for one in told.channels},
    }
