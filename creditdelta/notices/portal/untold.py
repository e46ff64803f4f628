"""Who has not been told? Everybody who must be served a notice and was not, with the days left.

Clause  S9: nobody waits unheard of because nobody looked.
"""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from creditdelta.accounts.gatekeeper import permit, reader_of
from creditdelta.accounts.rules import Target
from creditdelta.consent.portal.acting import own_office
from creditdelta.journal.synthetic import business_day
from creditdelta.notices import tables
from creditdelta.notices.portal.desk import letters_file
from creditdelta.notices.queries import Untold, untold
from creditdelta.pages.environment import url
from creditdelta.pages.formats import number
from creditdelta.pages.language import say, t
from creditdelta.pages.responses import asked_page, page
from creditdelta.rulebook.cities import PROVINCES

AT_ONCE = 100  # letters of one file: some seconds
FILTERS = ("kind", "late", "account")


def desk_untold(request: HttpRequest) -> HttpResponse:
    """The organisations of the reader's province that were not told yet, the latest due first."""
    region, day = _region(request), business_day()
    permit(request, Target(region=region))
    everybody = untold(region, day)
    chosen = {name: request.GET.get(name, "") for name in FILTERS}
    listed = [one for one in everybody if _wanted(one, chosen)]
    context = {
        "region": say(PROVINCES[region]) if region in PROVINCES else "",
        "facts": _facts(everybody),
        "groups": _groups(everybody, chosen),
        "prints": _prints(everybody, own_office(request)),
        "office": say(tables.office_label(own_office(request))),
        "late": sum(one.left < 0 for one in everybody),
        "count": len(everybody),
    }
    return page(request, "notices/untold.html", context, tables=[tables.untold(listed, day)])


def desk_untold_letters(request: HttpRequest) -> HttpResponse:
    """The letters of the reader's office that wait, in one file to be printed.

    Organisations without an account come first: paper is all that reaches them.
    """
    office = own_office(request)
    permit(request, Target(office=office))
    waiting = _printable(untold(_region(request), business_day()), office)
    begin = (asked_page(request) - 1) * AT_ONCE
    chosen = [one.told.id for one in waiting[begin : begin + AT_ONCE]]
    return letters_file(request, chosen, f"letters-{begin // AT_ONCE + 1}")


def _region(request: HttpRequest) -> str:
    day = business_day()
    held = (post.region for post in reader_of(request).posts if post.office and post.on(day))
    return next(held, "")


def _printable(listed: list[Untold], office: str) -> list[Untold]:
    own = [one for one in listed if one.told.office == office and not one.told.erased]
    return sorted(own, key=lambda one: (one.reachable, one.left, one.told.number))


def _wanted(one: Untold, chosen: dict[str, str]) -> bool:
    return (
        chosen["kind"] in ("", one.told.form)
        and chosen["late"] in ("", "1" if one.left < 0 else "0")
        and chosen["account"] in ("", "1" if one.reachable else "0")
    )


def _facts(listed: list[Untold]) -> list[dict[str, str]]:
    late = sum(one.left < 0 for one in listed)
    alone = sum(not one.reachable for one in listed)
    return [
        {"figure": number(len(listed)), "label": t("还没有送达", "not served yet")},
        {"figure": number(late), "label": t("其中已逾期", "of them late")},
        {"figure": number(alone), "label": t("没有账户，只能用纸质文书", "without an account")},
    ]


def _options(listed: list[Untold]) -> dict[str, list[tuple[str, str, int]]]:
    """Filter -> (value, label, how many)."""
    titles = {one.told.form: one.told.title for one in listed}
    late, reached = sum(one.left < 0 for one in listed), sum(one.reachable for one in listed)
    return {
        "late": [
            ("1", t("已逾期", "late"), late),
            ("0", t("未逾期", "in time"), len(listed) - late),
        ],
        "account": [
            ("0", t("没有账户", "without an account"), len(listed) - reached),
            ("1", t("有账户", "with an account"), reached),
        ],
        "kind": [
            (form, say(title), sum(one.told.form == form for one in listed))
            for form, title in sorted(titles.items())
        ],
    }


def _groups(listed: list[Untold], chosen: dict[str, str]) -> list[dict[str, Any]]:
    labels = {
        "late": t("期限", "Term"), "account": t("账户", "Account"), "kind": t("种类", "Kind"),
    }  # fmt: skip
    return [
        {
            "label": labels[name],
            "options": [
                {
                    "text": text,
                    "count": count,
                    "href": _address(chosen | {name: "" if chosen[name] == value else value}),
                    "current": chosen[name] == value,
                }
                for value, text, count in options
            ],
        }
        for name, options in _options(listed).items()
        if options
    ]


def _address(chosen: dict[str, str]) -> str:
    asked = {name: value for name, value in chosen.items() if value}
    return url("desk_untold") + (f"?{urlencode(asked)}" if asked else "")


def _prints(listed: list[Untold], office: str) -> list[dict[str, str]]:
    """A link for each file of letters to be printed."""
    count = len(_printable(listed, office))
    found = []
    for begin in range(0, count, AT_ONCE):
        last = min(begin + AT_ONCE, count)
        address = f"{url('desk_untold_letters')}?page={begin // AT_ONCE + 1}"
        found.append({"text": f"{begin + 1}–{last}", "href": address})
    return found
