"""`cdelta calendar`: when does a term end, and which days of a year are off?

Clause  S31.
"""

import json
from datetime import date

import click

from creditdelta.cli.language import lang_option
from creditdelta.facade import calendar as facade
from creditdelta.kernel.dates import NotADate
from creditdelta.kernel.days import Calendar, Due, day_off_name
from creditdelta.kernel.errors import Lang, find
from creditdelta.kernel.terms import StepUnclear
from creditdelta.rulebook.calendars import calendar, rows_of

PROVISIONAL: dict[Lang, str] = {"zh": "暂定", "en": "provisional"}
SKIPPED: dict[Lang, str] = {"zh": "跳过", "en": "skipped"}
MAKE_UP: dict[Lang, str] = {"zh": "调休上班", "en": "working day made up for"}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """工作日与期限 · working days and due dates."""


@command.command(context_settings={"ignore_unknown_options": True})
@click.argument("start")
@click.argument("steps", nargs=-1, required=True, metavar="±N(wd|d|m|y)...")
@click.option("--json", "as_json", is_flag=True, help="机器可读 · one JSON object")
@lang_option
def due(start: str, steps: tuple[str, ...], as_json: bool, lang: Lang) -> None:
    """期限到哪一天 · the day a term ends, as in: due 2026-12-25 +7wd

    wd 工作日 working days, d 自然日 days, m 月 months, y 年 years; a minus counts back. Counting
    starts on the day after START.
    """
    try:
        found = facade.due(start, *steps)
    except (NotADate, StepUnclear) as error:
        column = {"zh": "起始日", "en": "START"}[lang]
        value = error.text if isinstance(error, NotADate) else str(error)
        raise click.UsageError(_sentence(error.code, lang, column, value)) from error
    days = calendar()
    if as_json:
        click.echo(json.dumps(_record(start, steps, found, days), ensure_ascii=False))
        return
    mark = f" {PROVISIONAL[lang]}" if found.provisional else ""
    click.echo(f"{found.date.isoformat()}{mark}")
    for day in found.skipped:
        name = day_off_name(day, days)
        click.echo(f"  {SKIPPED[lang]} {day.isoformat()} {name.say(lang) if name else ''}")
    if found.provisional:
        _explain_provisional(found, days, lang)


def _explain_provisional(found: Due, days: Calendar, lang: Lang) -> None:
    year = str(max(found.date.year, days.last_year + 1))
    if found.date.year < days.first_year:
        year = str(found.date.year)
    value = found.date.isoformat()
    click.echo(_sentence("CD-CALENDAR-002", lang, "", value, year), err=True)
    click.echo(f"cdelta calendar ls {year}", err=True)


def _record(start: str, steps: tuple[str, ...], found: Due, days: Calendar) -> dict[str, object]:
    skipped = []
    for day in found.skipped:
        name = day_off_name(day, days)
        if name is not None:
            skipped.append({"date": day.isoformat(), "zh": name.zh, "en": name.en})
    return {
        "start": start,
        "steps": list(steps),
        "date": found.date.isoformat(),
        "provisional": found.provisional,
        "skipped": skipped,
    }


@command.command("ls")
@click.argument("year")
@click.option("--json", "as_json", is_flag=True, help="机器可读 · one JSON object a line")
@lang_option
def list_year(year: str, as_json: bool, lang: Lang) -> None:
    """一年的放假和调休 · days off and make-up working days of a year."""
    if not (year.isascii() and year.isdigit() and date.min.year <= int(year) <= date.max.year):
        raise click.UsageError(_sentence("CD-CALENDAR-003", lang, "", year))
    days = calendar()
    provisional = not days.official(date(int(year), 1, 1))
    for day, working, name in rows_of(int(year), days):
        kind = "work" if working else "off"
        row = {"date": day.isoformat(), "kind": kind, "zh": name.zh, "en": name.en}
        if as_json:
            click.echo(json.dumps({**row, "provisional": provisional}, ensure_ascii=False))
            continue
        marks = [MAKE_UP[lang]] * working + [PROVISIONAL[lang]] * provisional
        click.echo(" ".join((day.isoformat(), name.say(lang), *marks)))
    if provisional and not as_json:
        click.echo(_sentence("CD-CALENDAR-002", lang, "", year, year), err=True)


def _sentence(code: str, lang: Lang, column: str, value: str, detail: str = "") -> str:
    kind = find(code)
    said = kind.sentence.say(lang).format(column=column, value=value, detail=detail)
    return f"{code} {said} {kind.suggestion.say(lang)}"
