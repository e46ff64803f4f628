"""What every template may call. Templates are compiled once a language; macros are imported without context.

Addresses that name nothing, static files and what the site offers are looked up once a process.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from jinja2 import Environment, StrictUndefined

from creditdelta.kernel.errors import Lang
from creditdelta.pages import formats
from creditdelta.pages.compiling import OneLanguage
from creditdelta.pages.language import Says

_OURS = ("autoescape", "undefined")  # the framework's choice of these gives way


def url(name: str, *given: Any) -> str:
    """The address of a page in the reader's language."""
    return reverse(name, args=given)


def offered(name: str) -> bool:
    """Whether this site has a page of that name: the shell leads to no page that is not there."""
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True


def chinese(**options: Any) -> Environment:
    """The templates in Chinese."""
    return _made("zh", options)


def english(**options: Any) -> Environment:
    """The templates in English."""
    return _made("en", options)


def _made(lang: Lang, options: dict[str, Any]) -> Environment:
    made = OneLanguage(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        **{name: value for name, value in options.items() if name not in _OURS},
    )
    made.lang = lang

    def say(words: Says) -> str:
        return words.say(lang)

    made.globals.update(
        t=_en if lang == "en" else _zh, say=say, lang=lambda: lang,
        url=_urls(), static=cache(static), offered=cache(offered),
    )  # fmt: skip
    made.filters.update(
        day=formats.day, moment=formats.moment, number=formats.number, share=formats.share,
        money=formats.money,
    )  # fmt: skip
    return made


def _zh(zh: str, en: str) -> str:
    del en
    return zh


def _en(zh: str, en: str) -> str:
    del zh
    return en


def _urls() -> Callable[..., str]:
    plain = cache(url)

    def found(name: str, *given: Any) -> str:
        return url(name, *given) if given else plain(name)

    return found
