"""`cdelta policy audit|matrix`: has everything that can be done an operation, and who may do it?

Clause  S6, S71.
"""

import csv
import json
import sys

import click

from creditdelta.cli.language import lang_option
from creditdelta.cli.leaves import leaves
from creditdelta.kernel.errors import Lang

FINDINGS = 1
COLUMNS = ("operation", "role", "place", "allowed", "why", "purposes")
WORDS: dict[str, dict[Lang, str]] = {
    "told": {
        "zh": "操作 {operations} 项，角色 {roles} 个，"
        "页面 {pages} 个，命令 {commands} 个；未登记 {undeclared} 个",
        "en": "{operations} operations, {roles} roles, {pages} pages, {commands} commands; "
        "{undeclared} undeclared",
    },
    "named": {"zh": "未登记：{name}", "en": "undeclared: {name}"},
}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """权限：登记是否齐全、权限矩阵 · rights: is everything declared, the matrix."""


@command.command("audit")
@click.option("--json", "as_json", is_flag=True, help="机器可读 · one JSON object")
@lang_option
def audit(as_json: bool, lang: Lang) -> None:
    """每个页面和命令是否都登记了操作 · has every page and command an operation. Exit 1: some not."""
    from creditdelta.cli.main import main
    from creditdelta.project.setup import set_up
    from creditdelta.rulebook.policy import policy

    set_up()
    from creditdelta.project.routes import routes

    table, pages = policy(), routes()
    commands = [path for path, _ in leaves(main)]
    granted = {name for name, rows in table.grants.items() if rows}
    undeclared = [
        *(f"page {one.name}" for one in pages if one.operation not in granted),
        *(f"cdelta {path}" for path in commands if table.commands.get(path, "") not in granted),
        *(f"operation {name}" for name in table.operations if name not in granted),
    ]
    told = {
        "operations": len(table.operations),
        "undeclared": len(undeclared),
        "roles": len(table.roles),
        "pages": len(pages),
        "commands": len(commands),
    }
    if as_json:
        click.echo(json.dumps({**told, "undeclared_names": undeclared}, ensure_ascii=False))
    else:
        click.echo(WORDS["told"][lang].format(**told))
        for name in undeclared:
            click.echo(WORDS["named"][lang].format(name=name))
    if undeclared:
        sys.exit(FINDINGS)


@command.command("matrix")
def matrix() -> None:
    """权限矩阵（CSV）：角色 × 操作 × 对象 · every role, operation and place with its answer, as CSV."""
    from creditdelta.accounts.matrix import cells
    from creditdelta.facade.today import today
    from creditdelta.rulebook.policy import policy

    lines = csv.writer(sys.stdout, lineterminator="\n")
    lines.writerow(COLUMNS)
    for one in cells(policy(), today()):
        said = "yes" if one.allowed else "no"
        row = (one.operation, one.role, one.place, said, one.why, " ".join(one.purposes))
        lines.writerow(row)
