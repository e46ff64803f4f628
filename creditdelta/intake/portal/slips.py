"""The return slip on a page and as a PDF, and whether a slip somebody holds is genuine.

Clause  S31.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode

from creditdelta.intake.models import Submission
from creditdelta.intake.portal.places import at, submission
from creditdelta.intake.slip import NoSlip, Slip, genuine, signed_with, slip_of
from creditdelta.intake.slip_paper import FACTS, HEADING, check_address, facts, pdf
from creditdelta.intake.words import COUNTS, LATE, ground_label, kind_label, standard_label
from creditdelta.kernel.errors import Words, find
from creditdelta.notices.portal.desk import pdf_file
from creditdelta.notices.tables import office_label
from creditdelta.pages.environment import url
from creditdelta.pages.language import say, t
from creditdelta.pages.responses import page, refused
from creditdelta.pages.tables import Column, Table

LONGEST = 9  # digits of a batch number
CODE = 80  # characters of what is typed as digits


def desk_slip(request: HttpRequest, number: int) -> HttpResponse:
    """The slip of a batch, to be looked at or printed."""
    row = submission(request, number)
    try:
        slip = slip_of(row)
    except NoSlip:
        return _none(request)
    context = _said(slip) | {
        "row": row,
        "heading": say(HEADING),
        "paper": at(request, "desk_slip_pdf", number),
        "list": at(request, "desk_batches"),
        "back": at(request, "desk_batch", number),
        "check": check_address(slip),
        "signed": signed_with(slip),
    }
    return page(request, "intake/slip.html", context, tables=[_reasons(slip)])


def desk_slip_pdf(request: HttpRequest, number: int) -> HttpResponse:
    """The slip as a PDF."""
    row = submission(request, number)
    try:
        return pdf_file(pdf(slip_of(row)), f"slip-{number}")
    except NoSlip:
        return _none(request)


def slips(request: HttpRequest) -> HttpResponse:
    """Two fields, for the batch and the digits; with them, the answer has an address of its own."""
    asked = "".join(request.GET.get("number", "").split())
    if asked.isascii() and asked.isdigit() and len(asked) <= LONGEST:
        code = urlencode({"code": request.GET.get("code", "")[:CODE]})
        return HttpResponseRedirect(f"{url('slip', int(asked))}?{code}")
    return page(
        request, "intake/slip_check.html", {"number": asked[:CODE], "code": "", "told": None}
    )


def slip(request: HttpRequest, number: int) -> HttpResponse:
    """Genuine, and what must stand on it; or not. What does not exist is answered like wrong digits."""
    code = request.GET.get("code", "")[:CODE]
    found = genuine(number, code)
    told = None if found is None else _said(found) | {"signed": signed_with(found)}
    context = {"number": str(number), "code": code, "told": told}
    shown = [_reasons(found)] if found else []
    return page(request, "intake/slip_check.html", context, tables=shown)


def _said(slip: Slip) -> dict[str, Any]:
    """Office, facts, counts, digits: what stands on paper."""
    given = facts(slip)
    kind = Submission(standard=slip.standard)
    given["kind"] = say(standard_label(kind)) if slip.standard else say(kind_label(""))
    if slip.state == "refused":
        given["state"] = t("整批退回：", "sent back as a whole: ") + say(ground_label(slip.ground))
    else:
        given["state"] = t("已入账", "counts")
    office = {
        "key": t("报送单位", "Office"),
        "value": say(office_label(slip.office or slip.source)),
    }
    counts: dict[str, Words] = {**COUNTS, "late": LATE}
    return {
        "slip": slip,
        "facts": [office, *({"key": say(FACTS[id]), "value": said} for id, said in given.items())],
        "counts": [
            {"figure": f"{slip.counts[name]:,}", "label": say(words)}
            for name, words in counts.items()
        ],
    }


def _reasons(slip: Slip) -> Table:
    columns = (
        Column("code", Words("错误代码", "code"), "code"),
        Column("title", Words("原因", "reason")),
        Column("count", Words("次数", "count"), "count"),
    )
    rows = [(code, find(code).title, count) for code, count in slip.findings]
    empty = Words("没有因错误退回的行。", "No row was refused for a mistake.")
    return Table(
        "reasons", Words("退回的原因", "Why rows were refused"), columns, rows, empty=empty
    )


def _none(request: HttpRequest) -> HttpResponse:
    sentence = t(
        "批次还没有办结，或刚办结还没有封存进日志，过一会儿再看。",
        "The batch has not ended, or its end is not sealed in the journal yet: look again shortly.",
    )
    return refused(request, t("还没有回执", "There is no slip yet"), sentence, status=404)
