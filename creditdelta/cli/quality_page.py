"""How a monthly report looks in a terminal: its title, facts and tables."""

import click
from rich.console import Console, JustifyMethod
from rich.table import Table as Drawn

from creditdelta.pages.language import say
from creditdelta.pages.tables import Table
from creditdelta.quality.monthly import Told
from creditdelta.quality.monthly_tables import facts, tables
from creditdelta.quality.printing import texts
from creditdelta.quality.words import report_title, sealed_words


def show(told: Told) -> None:
    """Print one report."""
    click.echo(f"{report_title(told)}\n{sealed_words(told)}")
    for one in facts(told):
        click.echo(f"  {one['key']}  {one['value']}")
    console = Console()
    for table in tables(told):
        console.print(_drawn(table))


def _drawn(table: Table) -> Drawn:
    shown = [at for at, column in enumerate(table.columns) if column.id != "definition"]
    drawn = Drawn(title=say(table.title), title_justify="left", box=None, pad_edge=False)
    for at in shown:
        column = table.columns[at]
        side: JustifyMethod = "left" if column.kind == "text" else "right"
        drawn.add_column(say(column.label), justify=side, overflow="fold")
    for row in table.rows:
        written = texts(table.columns, row)
        drawn.add_row(*(written[at] for at in shown))
    return drawn
