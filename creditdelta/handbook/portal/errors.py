"""What does an error code mean, and how does one go on? A page for each code that was ever issued.

Clause  S75.
Data    kernel/catalogue.
"""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from creditdelta.handbook.error_words import FAMILIES, SEVERITY, near, sentence, suggestion
from creditdelta.handbook.plan_words import clause_words
from creditdelta.kernel import errors as catalogue
from creditdelta.kernel.errors import ErrorKind, UnknownCode, Words
from creditdelta.pages.environment import url
from creditdelta.pages.language import lang, say, t
from creditdelta.pages.responses import page, refused
from creditdelta.pages.tables import Column, Link, Table

_LISTED = (
    Column("code", Words("代码", "code")),
    Column("title", Words("含义", "meaning")),
    Column("severity", Words("后果", "what follows")),
)
_ALL = (Column("family", Words("类别", "family")), *_LISTED)


def errors(request: HttpRequest) -> HttpResponse:
    """Every code, family by family; one table of all of them to take away."""
    families = {name: list(catalogue.entries(name).values()) for name in catalogue.families()}
    shown = [(FAMILIES[name], _table(name, entries)) for name, entries in families.items()]
    everything = Table(
        "errors",
        Words("全部错误代码", "All error codes"),
        _ALL,
        [(FAMILIES[name], *_row(one)) for name, entries in families.items() for one in entries],
    )
    context = {"families": shown, "count": len(everything.rows)}
    return page(request, "handbook/errors.html", context, tables=[everything])


def error(request: HttpRequest, code: str) -> HttpResponse:
    """One code: what is wrong, what follows, how to go on, and its neighbours."""
    try:
        entry = catalogue.find(code.upper())
    except UnknownCode:
        return _unknown(request, code.upper())
    if code != entry.code:
        return HttpResponsePermanentRedirect(url("error", entry.code))
    family = catalogue.family(entry.code)
    context = {
        "entry": entry,
        "sentence": sentence(entry, lang()),
        "suggestion": suggestion(entry, lang()),
        "severity": SEVERITY[entry.severity],
        "family": FAMILIES[family],
        "facts": _facts(entry),
        "others": [one for one in catalogue.entries(family).values() if one.code != entry.code],
    }
    return page(request, "handbook/error.html", context)


def _facts(entry: ErrorKind) -> list[dict[str, str]]:
    family = FAMILIES[catalogue.family(entry.code)]
    return [
        {"key": t("代码", "Code"), "value": entry.code},
        {"key": t("类别", "Family"), "value": say(family)},
        {"key": t("后果", "What follows"), "value": say(SEVERITY[entry.severity])},
        {"key": t("方案条款", "Clause of the action plan"), "value": clause_words(entry.clause)},
    ]


def _table(name: str, entries: list[ErrorKind]) -> Table:
    return Table(name, FAMILIES[name], _LISTED, [_row(one) for one in entries])


def _row(one: ErrorKind) -> tuple[Link, Words, Words]:
    return Link(one.code, url("error", one.code)), one.title, SEVERITY[one.severity]


def _unknown(request: HttpRequest, code: str) -> HttpResponse:
    title = t("没有这个错误代码", "No such error code")
    said = t("代码一经发布不会改变含义，也不会取消。", "A code once issued keeps its meaning.")
    found = [catalogue.find(one) for one in near(code)]
    if not found:
        return refused(request, title, said, status=404)
    context = {"title": title, "sentence": said, "near": found}
    return page(request, "handbook/error_unknown.html", context, status=404)
