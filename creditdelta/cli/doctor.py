"""`cdelta doctor`: is this installation in order? Each line says what was looked at and how to mend it."""

import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from creditdelta.cli.doctor_ledger import looks
from creditdelta.cli.language import lang_option
from creditdelta.kernel.errors import Lang

ENVIRONMENT = 3
ADVICE: dict[Lang, str] = {"zh": "请重新运行 make setup。", "en": "Run `make setup` again."}
LEDGER_ADVICE: dict[Lang, str] = {
    "zh": "账本有待处理之处，见上面打 ✗ 的行。",
    "en": "The ledger needs mending: see the lines marked ✗.",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    name: str
    ok: bool
    detail: str


def _python() -> str:
    return ".".join(str(part) for part in sys.version_info[:3])


def _rulebook() -> str:
    from creditdelta.facade.check import rulebook

    book = rulebook()
    return (
        f"{len(book.standards)} standards, {len(book.mappings)} mappings, {len(book.enums)} lists"
    )


def _catalogue() -> str:
    from creditdelta.kernel.errors import entries, families

    return f"{sum(len(entries(name)) for name in families())} codes"


def _compiled() -> str:
    """Check a small file of every form, which compiles and caches every kernel."""
    from creditdelta.cli.warm import warm

    with tempfile.TemporaryDirectory() as folder:
        return warm(Path(folder))


_CHECKS: dict[str, Callable[[], str]] = {
    "python": _python,
    "rulebook": _rulebook,
    "catalogue": _catalogue,
}


@click.command("doctor")
@click.option("--warm", is_flag=True, help="预先编译核验内核 · compile the kernels now")
@click.option("--json", "as_json", is_flag=True, help="每行一个 JSON · one JSON object a line")
@lang_option
def command(warm: bool, as_json: bool, lang: Lang) -> None:
    """检查安装是否完好。Exit 3 when something is not in order."""
    checks = {**_CHECKS, "kernels": _compiled} if warm else {**_CHECKS, **looks()}
    found = [_one(name, look) for name, look in checks.items()]
    for item in found:
        if as_json:
            click.echo(json.dumps(asdict(item), ensure_ascii=False))
        else:
            click.echo(f"{'✓' if item.ok else '✗'} {item.name:<10} {item.detail}")
    if not all(item.ok for item in found):
        broken = {item.name for item in found if not item.ok}
        click.echo((ADVICE if broken & {*_CHECKS, "kernels"} else LEDGER_ADVICE)[lang], err=True)
        sys.exit(ENVIRONMENT)


def _one(name: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(name, True, look())
    except _troubles() as problem:
        return Finding(name, False, f"{type(problem).__name__}: {problem}")


def _troubles() -> tuple[type[Exception], ...]:
    """What may be wrong with an installation; a database's own errors where one was asked."""
    usual = (RuntimeError, OSError, ImportError, ValueError, LookupError)
    if "django.db.utils" not in sys.modules:
        return usual
    from django.db.utils import DatabaseError

    return (*usual, DatabaseError)
