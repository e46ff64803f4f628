"""`cdelta demo`: a synthetic world of four provinces, taken into a ledger and held to its answer key.

Clause  S3, S22, S31. Nothing here is real; every file and the page say so.
"""

import os
import sys
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import click

from creditdelta.cli.language import lang_option
from creditdelta.cli.ledger import ledger
from creditdelta.kernel.errors import Lang

if TYPE_CHECKING:
    from creditdelta.cli.demo_progress import Progress
    from creditdelta.demo.end_state import State
    from creditdelta.demo.take_in import Taken

FINDINGS = 1
WORKERS = 2
NATION = "100000"
NOTICE = "合成数据 SYNTHETIC: everybody and everything in this ledger is invented"
_NOT_OURS = (
    "{path} 不是演示生成的目录，不会覆盖；请换一个 --out。\n"
    "{path} holds something that no demonstration made and is left alone: choose another --out."
)


@click.command("demo")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("demo"),
    show_default=True,
    help="写到哪个目录，旧的演示会被替换 · folder; an earlier demonstration there is replaced",
)
@click.option(
    "--organisations",
    type=click.IntRange(min=400, max=2_000_000),
    default=20_000,
    show_default=True,
    help="主体数量 · number of organisations",
)
@click.option("--seed", type=int, default=1, show_default=True, help="随机种子 · random seed")
@click.option(
    "--serve/--no-serve",
    "served",
    default=True,
    show_default=True,
    help="最后启动网站 · end serving the site",
)
@lang_option
def command(out: Path, organisations: int, seed: int, served: bool, lang: Lang) -> None:
    """演示：生成四省市合成世界，全部入账，并与标准答案逐项核对。

    Build a synthetic four-province world, take every file into a ledger of its own (OUT/ledger,
    embedded whatever DATABASE_URL says) and hold the ledger to the world's answer key. All data is
    invented. Exit 0: everything is as the key says; 1: something differs and is named. Then the site is
    served until Ctrl-C.
    """
    from creditdelta.cli.demo_accounts import show_accounts
    from creditdelta.cli.demo_page import Page
    from creditdelta.demo.take_in import LEDGER, NotOurs, answers, emptied

    begun = perf_counter()
    try:
        emptied(out)
    except NotOurs:
        raise click.UsageError(_NOT_OURS.format(path=out)) from None
    elsewhere = _keep_in(out / LEDGER)
    taken, state = _run(out, organisations, seed, lang)
    page = Page(lang, out, answers(out), taken, state)
    page.show(perf_counter() - begun)
    show_accounts(lang)
    if served and page.clean:
        _serve(lang, out)
    else:
        page.invite(elsewhere=elsewhere)
    sys.exit(0 if page.clean else FINDINGS)


def _serve(lang: Lang, out: Path) -> None:
    """The site of the demonstration, at an address that is free."""
    from creditdelta.cli.demo_site import free_port, invite

    host, port = "127.0.0.1", free_port()
    with ledger(lang):
        from creditdelta.project.followers import run_followers
        from creditdelta.project.serve import serve

        run_followers()  # so that what is offered next is found at once
        invite(lang, out, f"http://{host}:{port}")
        serve(host, port, WORKERS)


def _keep_in(home: Path) -> bool:
    """Let the ledger of this process be the demonstration's; says whether another was configured."""
    elsewhere = bool(os.environ.pop("DATABASE_URL", ""))
    os.environ.pop("CREDITDELTA_WITNESS", None)  # nothing invented is put beside real checkpoints
    os.environ["CREDITDELTA_HOME"] = str(home.absolute())
    return elsewhere


def _run(out: Path, organisations: int, seed: int, lang: Lang) -> "tuple[list[Taken], State]":
    from creditdelta.cli.demo_progress import progress
    from creditdelta.demo.take_in import answers, built

    with progress(lang) as tell:
        for file in built(out, organisations, seed):
            tell.written(file)
        with ledger(lang, prepared=False):
            return _taken_in(out, answers(out), tell)


def _taken_in(out: Path, key: dict[str, Any], tell: "Progress") -> "tuple[list[Taken], State]":
    from creditdelta.archive.boards import refresh
    from creditdelta.demo.accounts import own_subject, visitors
    from creditdelta.demo.contributed import contributed
    from creditdelta.demo.desk import at_the_desk
    from creditdelta.demo.end_state import end_state
    from creditdelta.demo.listed import listed
    from creditdelta.demo.repaired import repaired
    from creditdelta.demo.take_in import ACTOR, taken_in
    from creditdelta.demo.told import told
    from creditdelta.journal.synthetic import mark
    from creditdelta.project.prepare import prepare

    day = date.fromisoformat(key["day"])
    prepare(NATION, "demo", ACTOR)
    mark(NOTICE, day)
    found = []
    for one in taken_in(out, key):
        found.append(one)
        tell.taken(one.file, len(found), len(key["files"]), one.counts["rows"])
    tell.comparing()
    state = end_state(key)
    refresh(day)  # visitors stand for an organisation that the boards offer
    visitors(ACTOR)
    told(ACTOR)
    contributed(own_subject())
    at_the_desk()
    listed()
    repaired()
    refresh(day)  # and the boards count what lies on the desks
    return found, state
