"""What did our office look at, and which secret looks wait for their case to be closed?

Clause  S71.
"""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from creditdelta.accounts.gatekeeper import offices_of, permit, reader_of
from creditdelta.accounts.rules import Target
from creditdelta.journal.services import envelope
from creditdelta.kernel.errors import Words
from creditdelta.lookups.queries import Made, made_by
from creditdelta.lookups.services import LookRefused, disclose
from creditdelta.lookups.words import office_words, purpose_words
from creditdelta.pages.responses import page
from creditdelta.pages.tables import Cell, Column, Link, Table
from creditdelta.subjects.queries import codes_of, portraits_of

COLUMNS = (
    Column("looked_at", Words("时间", "moment"), "moment"),
    Column("code", Words("组织代码", "organisation"), "code"),
    Column("name", Words("名称", "name")),
    Column("purpose", Words("目的", "purpose")),
    Column("reference", Words("编号", "number")),
    Column("shown", Words("向该组织显示", "shown to it")),
)
YES, NO = Words("已显示", "shown"), Words("结案后显示", "when the case is closed")
EMPTY = Words("本单位还没有查看过非公开信息。", "This office has not looked at anything yet.")
TITLE = Words("本单位的查看", "Looks of this office")


def desk_lookups(request: HttpRequest) -> HttpResponse:
    """The looks of the reader's office; a secret one is closed here."""
    office = request.GET.get("office", "") or next(iter(offices_of(request)), "")
    post = permit(request, Target(office=office))
    if request.method == "POST":
        with suppress(LookRefused, ValueError):  # told already: the page shows how it stands
            about = envelope(post.region, reader_of(request).account)
            disclose(bytes.fromhex(request.POST.get("lookup", "")), office, about)
        return HttpResponseRedirect(f"{reverse('desk_lookups')}?office={office}")
    found = made_by(office)
    context = {
        "office": office_words(office),
        "waiting": [one for one in found if one.shown_at is None],
        "names": _names(found),
        "purposes": {one.purpose: purpose_words(one.purpose) for one in found},
    }
    return page(request, "lookups/desk.html", context, tables=[_table(found)])


def _names(found: list[Made]) -> dict[bytes, tuple[str, str]]:
    """Code and name by reference."""
    refs = list(dict.fromkeys(one.ref for one in found))
    codes, portraits = codes_of(refs), portraits_of(refs)
    return {
        ref: (codes.get(ref, ("", ""))[1], portraits[ref].name if ref in portraits else "")
        for ref in refs
    }


def _table(found: list[Made]) -> Table:
    names = _names(found)
    rows: list[list[Cell]] = [
        [
            one.looked_at,
            names[one.ref][0],
            _link(*names[one.ref]),
            purpose_words(one.purpose),
            one.reference,
            NO if one.shown_at is None else YES,
        ]
        for one in found
    ]
    return Table("lookups", TITLE, COLUMNS, rows, None, EMPTY)


def _link(code: str, name: str) -> Cell:
    """To the archive; nowhere for one whose last record was erased."""
    return Link(name or code, reverse("subject", args=[code])) if code else ""
