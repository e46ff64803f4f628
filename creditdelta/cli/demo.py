"""`cdelta demo`: four provinces' synthetic files, written, checked, and laid out to be mended.

Clause  S22, S31. Nothing here is real; the files, the workbooks and the summary say so.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from creditdelta.cli.language import lang_option
from creditdelta.kernel.errors import Lang

if TYPE_CHECKING:
    from creditdelta.cli.demo_page import Page

FIX_IT = "fix-it"


@click.command("demo")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("demo"),
    show_default=True,
    help="写到哪个目录 · folder for the files",
)
@click.option(
    "--rows",
    type=click.IntRange(min=1, max=200_000),
    default=800,
    show_default=True,
    help="每个文件的行数（至少 120）· rows in each file, at least 120",
)
@lang_option
def command(out: Path, rows: int, lang: Lang) -> None:
    """演示：生成四省市合成数据并逐行核验。

    Write a synthetic four-province set of supplier files, check them all and leave fix-it
    workbooks. All data is invented. Exit 0 whenever the demonstration ran: findings are expected.
    """
    from creditdelta.cli.demo_page import Page

    page = Page(lang, out)
    _run(page, out, rows, lang)
    page.show()


def _run(page: "Page", out: Path, rows: int, lang: Lang) -> None:
    from creditdelta.demo.answers import deliveries
    from creditdelta.facade.check import check

    fixes = out / FIX_IT
    fixes.mkdir(parents=True, exist_ok=True)
    with page.progress() as tell:
        for delivery in deliveries(out, rows):
            tell(delivery.path.name)
            report = check(delivery.path, lang=lang)
            fix = fixes / f"{_stem(delivery.path.name)}-fix.xlsx"
            wrong = report.to_xlsx(fix) if report.totals and report.recognition else 0
            page.add(delivery, report, fix if wrong else None)


def _stem(file: str) -> str:
    """Two registrations files differ only in their format, so it stays in the name."""
    name, _, suffix = file.partition(".")
    return f"{name}-{suffix.split('.')[0]}" if "registrations" in name else name
