"""On what does a rule rest, as a page says it: kind of ground, document, reason, how sure we are?

Clause  S75, S22. Titles and reasons of the rulebook hold both languages, divided by " · ".
Pure    words only.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from creditdelta.kernel.errors import Lang, Words
from creditdelta.rulebook.basis import Basis

CONFIDENCE = {
    "C": Words("已核对来源", "source compared"),
    "C2": Words("据转述核对", "compared at second hand"),
    "K": Words("原文未见", "text not seen"),
    "U": Words("未查到出处", "no source found"),
}
_DIVIDER = re.compile(r"\s*· ")


def ground(basis: Basis, lang: Lang) -> Basis:
    """The basis in the reader's language, as the component shows it."""
    sure = CONFIDENCE.get(basis.confidence)
    title, reason = in_one(basis.title, lang), in_one(basis.reason, lang)
    confidence = sure.say(lang) if sure else basis.confidence
    if basis.kind in ("law", "agreement"):  # the component gives reasons of defaults only
        told = [part for part in (reason, confidence) if part]
        title += f"（{'；'.join(told)}）" if told and lang == "zh" else ""
        title += f" ({'; '.join(told)})" if told and lang == "en" else ""
    article = in_one(basis.article, lang)
    return replace(basis, title=title, article=article, reason=reason, confidence=confidence)


def grounds(bases: Iterable[Basis], lang: Lang) -> list[Basis]:
    """Each ground once, in the order of mention."""
    return [ground(one, lang) for one in dict.fromkeys(bases)]


def in_one(text: str, lang: Lang) -> str:
    """The half of a text of the rulebook that is in a language; all of it where it has one half.

    >>> in_one("见于当日报道 · read in a report of the day", "en")
    'read in a report of the day'
    """
    zh, *en = _DIVIDER.split(text, maxsplit=1)
    return en[0] if en and lang == "en" else zh
