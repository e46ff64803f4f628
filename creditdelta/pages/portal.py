"""Pages of the house itself: the components, and what is said where there is no page or one failed."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse

from creditdelta.pages import samples
from creditdelta.pages.language import t
from creditdelta.pages.responses import page, refused


def components(request: HttpRequest) -> HttpResponse:
    """Every component with its states, under both colour schemes."""
    shown = samples.context()
    tables = [samples.listed()]
    for theme in ("light", "dark"):
        tables += [samples.table(theme), samples.nothing(theme)]
    return page(request, "pages/components.html", shown, tables=tables)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: says how to go on."""
    del exception
    sentence = t(
        "地址可能写错，或页面已不在。可以在上方搜索主体名称或代码，或回到首页。",
        "The address may be mistyped, or the page is gone. Search above for a name or a code, or go home.",
    )
    return refused(request, t("没有这个页面", "There is no such page"), sentence, status=404)


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: too long or not as a browser sends it; says how to go on."""
    del exception
    sentence = t(
        "发来的内容太长或格式不对，没有处理，也没有保存。请减少内容后重试。",
        "What was sent is too long or not well formed. It was not processed, not kept. Send less.",
    )
    return refused(
        request, t("没有看懂这个请求", "This request was not understood"), sentence, status=400
    )


def failed(request: HttpRequest) -> HttpResponse:
    """500: nothing was lost by looking; says what to do. Asks no database: that may be what failed."""
    return page(request, "pages/failed.html", {"at": datetime.now(UTC)}, status=500)
