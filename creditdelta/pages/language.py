"""In which language is this page? Chinese at /, English at /en/; no cookie, so an address says it all."""

from typing import Protocol

from django.utils.translation import get_language

from creditdelta.kernel.errors import Lang


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
