"""What every template may call. Templates are compiled once; macros are imported without context."""

from typing import Any

from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from jinja2 import Environment, StrictUndefined

from creditdelta.pages import formats
from creditdelta.pages.language import lang, say, t

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


def environment(**options: Any) -> Environment:
    """The template environment the settings name."""
    made = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        **{name: value for name, value in options.items() if name not in _OURS},
    )
    made.globals.update(t=t, say=say, lang=lang, url=url, static=static, offered=offered)
    made.filters.update(
        day=formats.day, moment=formats.moment, number=formats.number, share=formats.share,
        money=formats.money,
    )  # fmt: skip
    return made
