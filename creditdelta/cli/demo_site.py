"""Where the demonstration's site is, and three things to try on it.

Clause  S2, S22.
"""

import socket
from pathlib import Path

import click

from creditdelta.cli.demo_page import program
from creditdelta.kernel.errors import Lang

USUAL = 8_000
WORDS: dict[str, dict[Lang, str]] = {
    "site": {"zh": "网站： {site}/", "en": "The site: {site}/"},
    "try": {"zh": "可以先看：", "en": "Three things to try:"},
    "archive": {"zh": "一份信用档案  {site}{path}", "en": "an archive      {site}{path}"},
    "search": {"zh": "按曾用名搜索  {site}{path}", "en": "a search        {site}{path}"},
    "check": {"zh": "核对代码      {site}{path}", "en": "the code check  {site}{path}"},
    "again": {
        "zh": "停止：Ctrl-C。再次启动：CREDITDELTA_HOME={home} {program} serve",
        "en": "Stop it: Ctrl-C. Start it again: CREDITDELTA_HOME={home} {program} serve",
    },
}


def free_port(wanted: int = USUAL) -> int:
    """The wanted port, or any free one where somebody else has it."""
    for port in (wanted, 0):
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
            found: int = tried.getsockname()[1]
            return found
    raise OSError("no port is free")


def invite(lang: Lang, out: Path, site: str) -> None:
    """The address, what to try, and how to come back."""
    from creditdelta.demo.take_in import LEDGER
    from creditdelta.demo.visits import visits

    found = visits()
    english = "/en" if lang == "en" else ""
    click.echo("\n" + WORDS["site"][lang].format(site=site + english))
    click.echo(WORDS["try"][lang])
    for name in ("archive", "search", "check"):
        if path := getattr(found, name):
            click.echo(f"  {WORDS[name][lang].format(site=site + english, path=path)}")
    click.echo(WORDS["again"][lang].format(home=out / LEDGER, program=program()))
