"""`cdelta template`: a blank workbook a clerk can fill in and send.

Clause  S31: double publicity is filed with workbooks.
"""

from pathlib import Path

import click

from creditdelta.cli.in_order import EnvironmentFailure, rulebook_in_order
from creditdelta.cli.kinds import chosen
from creditdelta.cli.language import lang_option
from creditdelta.kernel.errors import Lang
from creditdelta.rulebook.enums import enums


@click.command()
@click.argument("kind")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="写到哪个文件 · file to write, .xlsx",
)
@lang_option
def command(kind: str, output: Path | None, lang: Lang) -> None:
    """空白报送模板 · blank workbook of a record kind, with drop-downs and instructions."""
    from creditdelta.pipeline.blank_workbook import write_blank_workbook

    with rulebook_in_order():
        item, lists = chosen(kind), enums()
    target = output or Path(f"{item.kind}-{item.edition}.xlsx")
    try:
        write_blank_workbook(target, item, lists, lang)
    except OSError as error:
        sentence = f"无法写入 · cannot write {target}: {error.strerror}"
        raise EnvironmentFailure(sentence) from error
    click.echo(str(target))
    click.echo(f"cdelta check {target}", err=True)
