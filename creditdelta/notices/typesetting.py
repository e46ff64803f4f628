"""How do words become a PDF/A-2b? Typst sets them by a form, with fonts that travel with this program.

Clause  S9.
Pure    equal words and days give equal bytes; no font, package or file of the machine is used.
"""

import io
import json
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pylopdf_fonts_zh_cn
import segno
import typst

from creditdelta.kernel.errors import Words

FORM = Path(__file__).with_name("letter.typ")
STANDARD: Literal["a-2b"] = "a-2b"
_CHINA = timezone(timedelta(hours=8))


def typeset(given: dict[str, Any], day: date, form: Path = FORM) -> bytes:
    """The PDF by a form, that of a letter or another.

    `given` is handed over as JSON: what stands in it is set as text, never read as markup.
    """
    compiler = typst.Compiler(font_paths=_fonts(), ignore_system_fonts=True)
    made = compiler.compile(
        form.read_bytes(),
        format="pdf",
        sys_inputs={"given": json.dumps(given, ensure_ascii=False)},
        pdf_standards=[STANDARD],
        timestamp=datetime(day.year, day.month, day.day, tzinfo=_CHINA),
    )
    if not isinstance(made, bytes):
        raise TypeError(type(made))
    return made


def drawn(text: str) -> str:
    """A text as a QR code, in SVG."""
    target = io.BytesIO()
    segno.make(text, error="m", micro=False).save(target, kind="svg", xmldecl=False, border=0)
    return target.getvalue().decode()


def both(said: Words) -> dict[str, str]:
    """Words as a form takes them."""
    return {"zh": said.zh, "en": said.en}


@cache
def _fonts() -> typst.Fonts:
    place = Path(pylopdf_fonts_zh_cn.__file__).parent
    return typst.Fonts(False, False, [place])
