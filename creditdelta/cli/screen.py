"""`cdelta screen FILE`: whom does each line of a list mean, and how many adverse records are public today?

Clause  S30, S27. The same answers as a program is given; nothing is kept. Natural persons are neither looked
for nor repeated.
"""

import json
import sys
from pathlib import Path

import click

from creditdelta.cli.language import lang_option
from creditdelta.cli.ledger import ledger
from creditdelta.kernel.errors import Lang

WRONG_FILE = 2
_SAID = {
    "zh": "第 {line} 行：{why}。请改好后再执行。",
    "en": "Line {line}: {why}. Mend it and run the command again.",
}
_LONG = {
    "zh": "名单最多 {most:,} 条，请拆分。",
    "en": "A list has {most:,} entries at most; split it.",
}


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@lang_option
def command(file: Path, lang: Lang) -> None:
    """批量核查名单（CSV、TXT、NDJSON），逐行输出 NDJSON。

    A list of codes and names screened; a line of NDJSON for each. Exit 2: a line is no entry.
    """
    with ledger(lang):
        from creditdelta.journal.synthetic import business_day
        from creditdelta.rulebook.name_words import name_words
        from creditdelta.rulebook.screening import screening_on
        from creditdelta.screening import plain_lines, reading
        from creditdelta.screening.engine import answered

        day = business_day()
        said = plain_lines.said(file.read_bytes())
        try:
            for batch in reading.entries(said, name_words(), screening_on(day).most_entries):
                for line in answered(batch, day):
                    click.echo(json.dumps(line, ensure_ascii=False))
        except reading.BrokenLine as broken:
            why = reading.WHYS[broken.why][lang != "zh"]
            click.echo(_SAID[lang].format(line=broken.line, why=why), err=True)
            sys.exit(WRONG_FILE)
        except reading.TooMany as long:
            click.echo(_LONG[lang].format(most=long.most), err=True)
            sys.exit(WRONG_FILE)
