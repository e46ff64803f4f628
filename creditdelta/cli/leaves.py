"""Which commands are there, and may whoever sits at the machine run them?

Clause  S6. Every command does an operation (rulebook/policy/commands.csv), and the role `operator`
must hold it: a command that stands in no row does not run.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import wraps
from typing import Any

import click

OPERATOR = "operator"
NOT_LISTED = (
    "此命令不在权限表内，不能执行：{path}。请在 rulebook/policy/commands.csv 和 grants.csv 中登记。\n"
    "This command has no right to run: {path}. Enter it in rulebook/policy/commands.csv and grants.csv."
)


def leaves(group: click.Group, path: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command that runs, by its words after `cdelta`."""
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        if isinstance(found, click.Group):
            yield from leaves(found, f"{path}{name} ")
        elif found is not None:
            yield f"{path}{name}", found


def guard(command: click.Command, path: str) -> click.Command:
    """The command, or all commands of a group, run only where the table of rights says so."""
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            guard(inner, f"{path} {name}")
    elif command.callback is not None and not hasattr(command.callback, "guarded"):
        command.callback = _guarded(command.callback, path)
    return command


def _guarded(callback: Callable[..., Any], path: str) -> Callable[..., Any]:
    @wraps(callback)
    def asked(*given: Any, **named: Any) -> Any:
        if not _may(path):
            raise click.UsageError(NOT_LISTED.format(path=path))
        return callback(*given, **named)

    asked.guarded = True  # type: ignore[attr-defined]
    return asked


def _may(path: str) -> bool:
    from creditdelta.accounts.reader import Held, Reader
    from creditdelta.accounts.rules import Wish, decide
    from creditdelta.cli.in_order import rulebook_in_order
    from creditdelta.facade.today import today
    from creditdelta.rulebook.policy import policy

    with rulebook_in_order():
        table = policy()
    reader = Reader(OPERATOR, (Held(OPERATOR),), proved_at=datetime.now(UTC))
    wish = Wish(table.commands.get(path, ""))
    return decide(table, reader, wish, datetime.now(UTC), today()).allowed
