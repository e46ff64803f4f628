"""A page, or one of its tables as a file when the address asks for it.

How a slice makes a page, in its `portal.py`:

    def subject(request, code):
        ...
        return page(request, "archive/subject.html", {"archive": found}, tables=[records])

`page` renders jinja2/archive/subject.html of the slice (it extends pages/shell.html) or, where the
address says `?format=csv|json|parquet[&table=id]`, hands out one of the tables: exactly this view.
In templates: `t("中文", "English")`, `say(words)`, `lang()`, `url("name", ...)`, `static("path")`;
`here` is the page's own address in both languages. Components are macros in jinja2/components.
"""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from creditdelta.pages.here import here
from creditdelta.pages.language import lang, say, t
from creditdelta.pages.tables import FORMATS, TYPES, Format, Table, exported

FORMAT, TABLE = "format", "table"
_LONGEST_NUMBER = 6  # digits of a page number


def page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *,
    tables: Sequence[Table] = (), status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page; with `?format=` one of its tables, chosen by `&table=` where it has several.

    A form that was sent (`POST`) asks for a table by fields of the same names.

    Templates find the tables by id in `tables`. An unknown format or table is told as a page is
    not found, with what there is.
    """
    if tables and FORMAT in _asked(request):
        return _file(request, tables)
    given = {"here": here(request), "tables": {one.id: one for one in tables}, **(context or {})}
    response = render(request, template, given, status=status, using=lang())
    response["Cache-Control"] = "no-cache"  # what may be shown today is asked anew
    return response


def asked_page(request: HttpRequest) -> int:
    """The number of the page of a list that the address asks for; 1 where it is no number."""
    asked = request.GET.get("page", "1")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < _LONGEST_NUMBER else 1


def refused(request: HttpRequest, title: str, sentence: str, status: int) -> HttpResponse:
    """A page that says why there is nothing here, and how to go on."""
    return page(
        request, "pages/refused.html", {"title": title, "sentence": sentence}, status=status
    )


def asked_format(request: HttpRequest) -> Format | None:
    """The file format the address asks for."""
    return next((form for form in FORMATS if form == _asked(request).get(FORMAT)), None)


def _asked(request: HttpRequest) -> QueryDict:
    return request.POST if request.method == "POST" else request.GET


def _file(request: HttpRequest, tables: Sequence[Table]) -> HttpResponse:
    form = asked_format(request)
    wanted = _asked(request).get(TABLE, tables[0].id)
    table = next((one for one in tables if one.id == wanted), None)
    if form is None or table is None:
        names = "、".join(one.id for one in tables)
        sentence = t(
            f"可下载的格式：csv、json、parquet；本页的表：{names}。",
            f"There are csv, json and parquet, and these tables on the page: {names}.",
        )
        return refused(request, t("没有这种下载", "No such download"), sentence, status=404)
    place = here(request)
    about = {
        "view": place.root + place.address,
        "title": say(table.title),
        "data": t("合成数据", "synthetic") if place.synthetic else "",
        "lang": lang(),
    }
    response = HttpResponse(exported(table, form, about), content_type=TYPES[form])
    mark = "-synthetic" if place.synthetic else ""
    response["Content-Disposition"] = f'attachment; filename="{table.id}{mark}.{form}"'
    response["Cache-Control"] = "no-cache"
    return response
