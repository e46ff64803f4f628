"""What every template may call. They are compiled once a language; macros are imported without context."""

from functools import cache, partial
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import override
from jinja2 import Environment, StrictUndefined

from creditdelta.kernel.errors import Lang
from creditdelta.pages import cells, formats
from creditdelta.pages.compiling import OneLanguage
from creditdelta.pages.language import Says, chinese, lang

_OURS = ("autoescape", "undefined")  # the framework's choice of these gives way


def url(name: str, *given: Any) -> str:
    """The address of a page in the reader's language."""
    return _address(lang(), name, *given)


def _address(language: Lang, name: str, *given: Any) -> str:
    return reverse(name, args=given) if given else _place(name, language)


@cache
def _place(name: str, language: Lang) -> str:
    """The address of a page that needs nothing filled in; every page leads to a dozen of them."""
    with override("en" if language == "en" else "zh-hans"):
        return reverse(name)


def in_chinese(**options: Any) -> Environment:
    """The templates in Chinese."""
    return _made("zh", options)


def in_english(**options: Any) -> Environment:
    """The templates in English."""
    return _made("en", options)


def _made(language: Lang, options: dict[str, Any]) -> Environment:
    made = OneLanguage(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        **{name: value for name, value in options.items() if name not in _OURS},
    )
    made.lang = language

    def say(words: Says) -> str:
        return words.say(language)

    made.globals.update(
        t=_english if language == "en" else _chinese, say=say, lang=lambda: language,
        url=partial(_address, language), static=cache(static),
    )  # fmt: skip
    made.filters.update(
        day=formats.day, month_day=formats.month_day, moment=formats.moment, number=formats.number,
        share=formats.share, money=formats.money, rows=cells.rows, code=cells.code, chinese=chinese,
    )  # fmt: skip
    return made


def _chinese(zh: str, en: str) -> str:
    del en
    return zh


def _english(zh: str, en: str) -> str:
    del zh
    return en
