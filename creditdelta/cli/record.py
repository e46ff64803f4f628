"""`cdelta record`: one record whole, and the decisions about it: withdraw, replace, reopen.

Clause  S28, S31. A record's id is the beginning of its organisation's id and of its own, such as
0a21dc6f-96db3a8b; `cdelta archive show` prints it.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from creditdelta.cli.language import lang_option
from creditdelta.cli.ledger import ledger
from creditdelta.cli.record_erase import erase
from creditdelta.kernel.errors import Lang

if TYPE_CHECKING:
    from creditdelta.records.lookup import Held
    from creditdelta.records.services import Act, Target

FINDINGS = 1
NO_RECORD: dict[Lang, str] = {
    "zh": "没有这条记录；编号见 cdelta archive show 代码 --viewer officer",
    "en": "No such record; ids are printed by cdelta archive show CODE --viewer officer",
}
_DONE: dict[Lang, str] = {"zh": "✓ 已记录", "en": "✓ recorded"}
_DECIDED = (
    click.option("--act", "act_number", required=True, help="依据文书号 · number of the document"),
    click.option(
        "--act-file",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        required=True,
        help="依据文书（只取摘要值）· the document: only its digest is kept",
    ),
    click.option("--actor", required=True, help="经办人 · the officer who decides"),
    click.option("--region", default="100000", help="经办地区 · region of the officer"),
)
_GROUND = click.option("--ground", required=True, help="理由 · of the list withdrawal-ground")
_ON = click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="生效日期，默认今天 · the day")


def decided(function: Any) -> Any:
    """The options every decision about a record has."""
    for option in reversed(_DECIDED):
        function = option(function)
    return function


@click.group("record", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """信用记录：查看、撤回、更正、恢复 · credit records and decisions about them."""


command.add_command(erase)


@command.command("show")
@click.argument("given", nargs=-1, required=True, metavar="ID|CODE...")
@click.option("--json", "as_json", is_flag=True, help="每条一行 · one JSON line a record")
@click.option("--purpose", default="record show", help="查询目的 · the officer's purpose")
@lang_option
def show(given: tuple[str, ...], as_json: bool, purpose: str, lang: Lang) -> None:
    """按记录编号或主体代码查看（含待核、已关闭和各方差异）。

    Records by id, or all of an organisation by code: also those that wait or are closed, and what
    reporters say differently. For officers. Exit 1: something was not found.
    """
    missing = False
    with ledger(lang):
        from creditdelta.archive.queries import SeveralOrganisations, UnknownCode
        from creditdelta.cli.archive_lines import entry_line, entry_page
        from creditdelta.records.lookup import NoSuchRecord

        for one in given:
            try:
                entries = _entries(one, purpose)
            except (NoSuchRecord, UnknownCode, SeveralOrganisations):
                missing = True
                click.echo(f"{one}: {NO_RECORD[lang]}", err=True)
                continue
            for entry in entries:
                line = json.dumps(entry_line(entry), ensure_ascii=False) if as_json else ""
                click.echo(line or "\n".join(entry_page(entry, lang)))
    sys.exit(FINDINGS if missing else 0)


def _entries(given: str, purpose: str) -> list[Any]:
    from creditdelta.archive.queries import archive, entries_of
    from creditdelta.facade.today import today
    from creditdelta.records.lookup import is_record_id, record_by
    from creditdelta.records.publishing import Viewer

    viewer = Viewer("officer", purpose=purpose)
    if is_record_id(given):
        held = record_by(given, today())
        return entries_of(held.who, [held.record], viewer)
    found = archive(given, today=today(), viewer=viewer, latest=None)
    return [one for section in found.sections for one in (*section.public, *section.market)]


@command.command("withdraw")
@click.argument("record_id")
@_GROUND
@_ON
@decided
@lang_option
def withdraw(
    record_id: str, ground: str, on: datetime | None, act_number: str, act_file: Path, actor: str,
    region: str, lang: Lang,
) -> None:  # fmt: skip
    """撤回一条记录 · withdraw a record: it stands no longer, and no old file revives it."""
    with ledger(lang):
        from creditdelta.facade.today import today
        from creditdelta.journal.services import envelope
        from creditdelta.records import services

        held = _held(record_id, lang)
        day = on.date() if on else today()
        about = envelope(region, actor)
        act = _act(act_number, act_file)
        with _refusals(lang):
            services.withdraw(_target(held), ground, act, day, about, today=today())
        click.echo(_DONE[lang])


@command.command("replace")
@click.argument("record_id")
@click.option(
    "--number",
    multiple=True,
    required=True,
    help="正确编号，多部分时重复此项 · the right number, once for each part",
)
@_GROUND
@_ON
@decided
@lang_option
def replace(
    record_id: str, number: tuple[str, ...], ground: str, on: datetime | None, act_number: str,
    act_file: Path, actor: str, region: str, lang: Lang,
) -> None:  # fmt: skip
    """编号有误：关闭并指向正确编号的记录 · close a record whose number was wrong."""
    with ledger(lang):
        from creditdelta.facade.today import today
        from creditdelta.journal.services import envelope
        from creditdelta.records import services
        from creditdelta.rulebook.records import standards

        held = _held(record_id, lang)
        said = held.record.speaking
        if said is None:
            raise click.UsageError(NO_RECORD[lang])
        kind = standards()[said.standard].kind
        right = services.document_of(kind, said.authority, number)
        day = on.date() if on else today()
        act = _act(act_number, act_file)
        with _refusals(lang):
            services.replace(
                _target(held), right, ground, act, day, envelope(region, actor), today=today()
            )
        click.echo(_DONE[lang])


@command.command("reopen")
@click.argument("record_id")
@decided
@lang_option
def reopen(
    record_id: str, act_number: str, act_file: Path, actor: str, region: str, lang: Lang
) -> None:
    """依据文书恢复已关闭的记录 · let a closed record stand again by a decision."""
    with ledger(lang):
        from creditdelta.journal.services import envelope
        from creditdelta.records import services

        held = _held(record_id, lang)
        with _refusals(lang):
            services.reopen(_target(held), _act(act_number, act_file), envelope(region, actor))
        click.echo(_DONE[lang])


def _held(record_id: str, lang: Lang) -> "Held":
    from creditdelta.facade.today import today
    from creditdelta.records.lookup import NoSuchRecord, record_by

    try:
        return record_by(record_id, today())
    except NoSuchRecord:
        raise click.UsageError(NO_RECORD[lang]) from None


def _target(held: "Held") -> "Target":
    from creditdelta.records.services import Target

    return Target(held.who.ref, held.record.document)


def _act(number: str, file: Path) -> "Act":
    from creditdelta.records.services import Act

    return Act(number, sha256(file.read_bytes()).hexdigest())


@contextmanager
def _refusals(lang: Lang) -> Iterator[None]:
    """Says in words why a decision was refused."""
    from creditdelta.records.services import GROUNDS, WHYS, DecisionRefused
    from creditdelta.rulebook.enums import enum

    try:
        yield
    except DecisionRefused as refused:
        listed = "、".join(row.code for row in enum(GROUNDS).rows)
        more = f"：{listed}" if refused.why == "ground" else ""
        raise click.UsageError(WHYS[refused.why][lang == "en"] + more) from None
