"""In which language is this page? Chinese at /, English at /en/: an address says it all."""

import re
from typing import Protocol

from django.utils.translation import get_language
from markupsafe import Markup

from creditdelta.kernel.errors import Lang

CHINESE = '<span lang="zh-Hans">{}</span>'
_HAN = re.compile("[\u4e00-\u9fff]")


class Says(Protocol):
    """Anything with a text in both languages."""

    def say(self, lang: Lang) -> str:
        """The text in the wanted language."""


def lang() -> Lang:
    """The reader's language."""
    return "en" if get_language() == "en" else "zh"


def t(zh: str, en: str) -> str:
    """The text in the reader's language."""
    return en if get_language() == "en" else zh


def say(words: Says) -> str:
    """The text of `words` in the reader's language."""
    return words.say(lang())


def chinese(text: str) -> str:
    """A name or a record's content as it was reported: an English page says that it is Chinese.

    A reader's voice and a browser's line breaks follow it (WCAG 3.1.2). Markup is left as it is.
    """
    if get_language() != "en" or isinstance(text, Markup) or not has_chinese(str(text)):
        return text
    return Markup(CHINESE).format(text)  # noqa: S704  # nosec B704 # what is filled in is escaped


def has_chinese(text: str) -> bool:
    """Whether a Chinese character stands in a text."""
    return _HAN.search(text) is not None
