"""`cdelta journal`: is the journal whole and unaltered, and do the tables follow from it?

Clause  S71.
"""

import json
import sys
from pathlib import Path

import click

from creditdelta.cli import journal_page as page
from creditdelta.cli.language import lang_option
from creditdelta.cli.ledger import ledger
from creditdelta.cli.progress import counted
from creditdelta.kernel.errors import Lang

FINDINGS, ENVIRONMENT = 1, 3
JSON_HELP = "机器可读 · one JSON object"


@click.group("journal")
def command() -> None:
    """日志：核验、重建、查看、导出、签存 · verify, rebuild, show, export, sign the journal."""


@command.command("verify")
@click.option("--content", is_flag=True, help="并核资源池与各表 · the pool and all tables too")
@click.option("--json", "as_json", is_flag=True, help=JSON_HELP)
@lang_option
def verify(content: bool, as_json: bool, lang: Lang) -> None:
    """逐条重算，与库外签存的检查点比对，指出改动之处。

    Recompute every event and hold the journal to the checkpoints outside the database. Exit 1 where
    anything was altered. With --content, read every part of the pool and rebuild the tables too.
    """
    with ledger(lang):
        from creditdelta.journal.queries import verdict

        found = verdict()
        told: dict[str, object] = {
            "ok": found.ok,
            "events": found.events,
            "checkpoints": found.checkpoints,
            "root": found.root,
            "alterations": [page.as_dict(one) for one in found.alterations],
        }
        if content:
            told |= _content(lang, quiet=as_json)
    whole = bool(told["ok"]) and not told.get("pool") and bool(told.get("equal", True))
    told["ok"] = whole
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else page.verdict(told, lang))
    sys.exit(0 if whole else FINDINGS)


def _content(lang: Lang, *, quiet: bool) -> dict[str, object]:
    """What the pool and the tables hold against the journal."""
    from creditdelta.project.rebuild import compare
    from creditdelta.records.pool_proof import verify

    faults = [f"{fault.kind} {fault.what}" for fault in verify() if fault.weighs]
    with counted(lang, quiet=quiet) as progress:
        found = compare(progress)
    return {"pool": faults, "equal": found.equal, "tables": list(found.differing)}


@command.command("rebuild")
@click.option(
    "--compare", "wanted", is_flag=True, help="与现库逐表比对 · compare with the live tables"
)
@click.option("--json", "as_json", is_flag=True, help=JSON_HELP)
@lang_option
def rebuild(wanted: bool, as_json: bool, lang: Lang) -> None:
    """由日志和资源池重建全部表（另建一库，不动现库）。

    Play the journal again beside the live ledger, which is left alone. With --compare, exit 1 where
    a table differs from the live one.
    """
    with ledger(lang):
        from creditdelta.project.rebuild import compare, rebuilt

        with counted(lang, quiet=as_json) as progress:
            if not wanted:
                digest, events = rebuilt(progress)
                told: dict[str, object] = {"events": events, "rebuilt": digest}
                click.echo(json.dumps(told) if as_json else page.rebuilt(told, lang))
                return
            found = compare(progress)
    told = {
        "equal": found.equal,
        "live": found.live,
        "rebuilt": found.rebuilt,
        "events": found.events,
        "tables": list(found.differing),
    }
    click.echo(json.dumps(told) if as_json else page.compared(told, lang))
    sys.exit(0 if found.equal else FINDINGS)


@command.command("show")
@click.argument("number", type=click.IntRange(min=0), required=False)
@click.option("--last", type=click.IntRange(1, 10_000), default=20, show_default=True)
@click.option("--kind", default="", help="只看此类事件 · events of this kind only")
@click.option("--json", "as_json", is_flag=True, help="每个事件一行 · one JSON line an event")
@lang_option
def show(number: int | None, last: int, kind: str, as_json: bool, lang: Lang) -> None:
    """查看一个事件，或最近的事件 · one event by its number, or the latest ones.

    Events hold opaque ids and counts: no code, no name, no content.
    """
    with ledger(lang):
        from creditdelta.journal.models import Event

        chosen = Event.objects.filter(**({"kind": kind} if kind else {}))
        if number is not None:
            events = list(chosen.filter(number=number))
        else:
            events = list(reversed(chosen.order_by("-place")[:last]))
    if number is not None and not events:
        raise click.UsageError(f"没有第 {number} 号事件 · no event {number}")
    for event in events:
        told = page.event(event)
        click.echo(json.dumps(told, ensure_ascii=False) if as_json else page.event_line(told))


@command.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@lang_option
def export(file: Path, lang: Lang) -> None:
    """导出已编号事件和检查点，供他人脱库核验 · for anybody to verify without this database.

    Verify it with: python -m creditdelta.journal.verify_file FILE
    """
    with ledger(lang):
        from creditdelta.journal.queries import exported
        from creditdelta.journal.services import seal

        seal()
        with file.open("wb") as out:
            out.writelines(exported())
    click.echo(page.EXPORTED[lang].format(file=file))


@command.command("checkpoint")
@click.option("--json", "as_json", is_flag=True, help=JSON_HELP)
@lang_option
def checkpoint(as_json: bool, lang: Lang) -> None:
    """签存检查点到库外 · sign the journal as it is, outside the database too.

    Exit 1 where the journal does not extend what was signed before; exit 3 where a witness folder
    is out of reach.
    """
    with ledger(lang):
        from creditdelta.journal.services import Rewritten
        from creditdelta.journal.services import checkpoint as sign

        try:
            made = sign()
        except Rewritten as refused:
            click.echo(page.REWRITTEN[lang].format(size=refused), err=True)
            sys.exit(FINDINGS)
    if made is None:
        click.echo("{}" if as_json else page.NOTHING[lang])
        return
    told, missed = made
    said = {"size": told.size, "root": told.root.hex(), "missed": [str(path) for path in missed]}
    click.echo(json.dumps(said, ensure_ascii=False) if as_json else page.signed(said, lang))
    sys.exit(ENVIRONMENT if missed else 0)
