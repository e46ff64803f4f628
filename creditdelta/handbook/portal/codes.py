"""Is this code right, and if not, which character is wrong? For one code or a whole pasted list.

Clause  S27, S28. Nothing is stored. A list that fits into an address gets one, so that its result can
be sent on; a longer one is answered at once and can be taken away as a file.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode

from creditdelta.handbook.code_lines import MOST, Answer, Pasted, answer, pasted
from creditdelta.kernel.errors import Words
from creditdelta.pages.environment import url
from creditdelta.pages.language import say, t
from creditdelta.pages.responses import FORMAT, page
from creditdelta.pages.tables import Cell, Column, Link, Table

FEW = 200  # so many fit into an address
LONGEST_ADDRESS = 7_000  # characters; some servers on the way refuse more
TOLD = 50  # so many wrong ones are told one by one above the table
_COLUMNS = (
    Column("written", Words("所写", "as written")),
    Column("verdict", Words("结果", "result")),
    Column("form", Words("标准写法", "standard form"), "code"),
    Column("wrong_at", Words("错在第几位", "wrong character"), "count"),
    Column("reason", Words("原因", "reason")),
    Column("offers", Words("可能是", "likely meant")),
    Column("department", Words("登记管理部门", "registered by")),
    Column("kind", Words("机构类别", "kind of organisation")),
    Column("region", Words("登记地", "region")),
    Column("codes", Words("错误代码", "error code")),
)
RIGHT, LAX, WRONG = (
    Words("✓ 正确", "✓ right"),
    Words("✓ 正确，但书写不规范", "✓ right, but not written as it should be"),
    Words("✗ 不正确", "✗ wrong"),
)


def codes(request: HttpRequest) -> HttpResponse:
    """The form, and below it what is right and wrong with each code."""
    sent = request.method == "POST"
    asked = request.POST if sent else request.GET
    text = asked.get("codes", "")
    found = pasted(text)
    persons = found.persons or _count(request.GET.get("persons", ""))
    without = found.without or _count(request.GET.get("without", ""))
    address = _address(found.codes, persons, without)
    linked = len(found.codes) <= FEW and not found.beyond and len(address) <= LONGEST_ADDRESS
    hidden = bool(found.persons or found.without) and not sent
    if (sent and linked and FORMAT not in asked) or (hidden and linked):
        return HttpResponseRedirect(address)
    answers = [answer(code) for code in found.codes]
    return page(
        request,
        "handbook/codes.html",
        _context(request, found, answers, persons, without),
        tables=[_table(answers)] if answers else [],
    )


def _context(
    request: HttpRequest, found: Pasted, answers: list[Answer], persons: int, without: int
) -> dict[str, object]:
    wrong = [one for one in answers if not one.valid]
    asked = request.method == "POST" or "codes" in request.GET
    return {
        "text": "\n".join(found.codes),
        "answers": answers,
        "right": len(answers) - len(wrong),
        "wrong": wrong,
        "told": wrong[:TOLD],
        "beyond": found.beyond,
        "persons": persons,
        "without": without,
        "most": MOST,
        "few": FEW,
        "nothing": asked and not answers and not persons and not without,
        "sent": request.method == "POST",
        "posted_to": url("codes"),
    }


def _address(listed: tuple[str, ...], persons: int, without: int) -> str:
    """The address of the result; what was about persons and what is no code is only counted in it."""
    counts = {"persons": persons, "without": without}
    asked = [("codes", "\n".join(listed)), *((name, str(n or "")) for name, n in counts.items())]
    return f"{url('codes')}?{urlencode([one for one in asked if one[1]] or asked[:1])}"


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(MOST)) else 0


def _table(answers: list[Answer]) -> Table:
    return Table(
        "codes", Words("核对结果", "Result of the check"), _COLUMNS, [_row(one) for one in answers]
    )


def _row(one: Answer) -> tuple[Cell, ...]:
    joined = t("；", "; ")
    first = one.findings[0].kind.code if one.findings else ""
    return (
        one.written,
        WRONG if not one.valid else LAX if one.findings else RIGHT,
        one.form or None,
        one.wrong_at,
        joined.join(say(each.kind.title) for each in one.findings) or None,
        joined.join(one.offers) or None,
        one.registers.department if one.registers else None,
        one.registers.kind if one.registers else None,
        f"{one.region} {one.division}" if one.region else None,
        Link(joined.join(each.kind.code for each in one.findings), url("error", first))
        if first
        else None,
    )
