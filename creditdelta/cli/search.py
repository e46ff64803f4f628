"""`cdelta search TEXT`, `cdelta search refresh`: whom does a text mean; let the index catch up.

Clause  S2, S27, S34. The same answer as the page gives everybody: no natural persons, sole traders by
their exact code only.
"""

import json
import sys
from dataclasses import asdict

import click

from creditdelta.cli.language import lang_option
from creditdelta.cli.ledger import ledger
from creditdelta.cli.progress import counted
from creditdelta.kernel.errors import Lang

FINDINGS = 1
_TEXT = "text"
FILTERS = {
    "province": "省级区划前两位，如 32 · first two digits of a province",
    "city": "城市区划代码，如 320500 · code of a city",
    "section": "行业门类，如 F · section of industry",
    "life": "alive、revoked、gone：存续、吊销、注销 · state of life",
    "form": "代码前两位，如 91 · first two signs of the code",
}


class TextOrVerb(click.Group):
    """Whatever is no verb is the text to look for."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb named first, else the search with everything that was typed."""
        if args and args[0] in self.commands:
            return super().resolve_command(ctx, args)
        return _TEXT, self.commands[_TEXT], args

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Options of the search may stand before its text."""
        if args and args[0] not in {*self.commands, "-h", "--help"}:
            args = [_TEXT, *args]
        return super().parse_args(ctx, args)


@click.group(cls=TextOrVerb, context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """搜索：cdelta search 文字 · organisations by code, name, former name, first letters.

    A word that is no verb is looked for: cdelta search 示例商贸 --province 32.
    """


@command.command(_TEXT)
@click.argument("text", nargs=-1, required=True)
@click.option("--province", help=FILTERS["province"])
@click.option("--city", help=FILTERS["city"])
@click.option("--section", help=FILTERS["section"])
@click.option("--life", type=click.Choice(["alive", "revoked", "gone"]), help=FILTERS["life"])
@click.option("--form", help=FILTERS["form"])
@click.option("--page", type=click.IntRange(1), default=1, show_default=True, help="页 · page")
@click.option("--json", "as_json", is_flag=True, help="机器可读 · one JSON object")
@lang_option
def text(
    text: tuple[str, ...], page: int, as_json: bool, lang: Lang, **filters: str | None
) -> None:
    """按代码、名称的一部分（两字以上）、曾用名或拼音首字母查找。Exit 1: nobody found.

    By any code, a part of a name, a former name, first letters (hyhb), or a sentence with a code.
    """
    with ledger(lang):
        from creditdelta.cli.search_lines import result_page
        from creditdelta.journal.synthetic import business_day
        from creditdelta.search.queries import search

        chosen = {name: value for name, value in filters.items() if value}
        found = search(" ".join(text), chosen, page, day=business_day())
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False))
    else:
        for line in result_page(found, lang):
            click.echo(line)
    if not found.hits:
        sys.exit(FINDINGS)


@command.command("refresh")
@click.option("--json", "as_json", is_flag=True, help="机器可读 · one JSON object")
@lang_option
def refresh(as_json: bool, lang: Lang) -> None:
    """让索引跟上账本 · let the index catch up with the ledger. Doing it again changes nothing."""
    with ledger(lang):
        from creditdelta.journal.services import seal
        from creditdelta.project.followers import FOLLOWERS, run_followers
        from creditdelta.search.following import NAME, size

        seal()
        with counted(lang, quiet=as_json) as progress:
            done = run_followers({NAME: FOLLOWERS[NAME]}, progress)
        names = size()
    if as_json:
        click.echo(json.dumps({"pieces": done, "names": names}))
    else:
        said = {
            "zh": "完成 {} 步，索引中有 {:,} 个名称。",
            "en": "{} pieces done, {:,} names in the index.",
        }
        click.echo(said[lang].format(done, names))
