"""How do words become a PDF/A-2b? Typst sets them by letter.typ, with fonts that travel with this program.

Clause  S9.
Pure    equal words and days give equal bytes; no font, package or file of the machine is used.
"""

import json
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pylopdf_fonts_zh_cn
import typst

FORM = Path(__file__).with_name("letter.typ")
STANDARD: Literal["a-2b"] = "a-2b"
_CHINA = timezone(timedelta(hours=8))


def typeset(given: dict[str, Any], day: date) -> bytes:
    """The PDF. `given` is handed over as JSON: what stands in it is set as text, never read as markup."""
    compiler = typst.Compiler(font_paths=_fonts(), ignore_system_fonts=True)
    made = compiler.compile(
        FORM.read_bytes(),
        format="pdf",
        sys_inputs={"given": json.dumps(given, ensure_ascii=False)},
        pdf_standards=[STANDARD],
        timestamp=datetime(day.year, day.month, day.day, tzinfo=_CHINA),
    )
    if not isinstance(made, bytes):
        raise TypeError(type(made))
    return made


@cache
def _fonts() -> typst.Fonts:
    place = Path(pylopdf_fonts_zh_cn.__file__).parent
    return typst.Fonts(False, False, [place])
