"""What does a market reporter give, what has it earned, what does the next step unlock?

Clause  S33. Its own, and its credit office's to see; never public.
"""

from django.http import HttpRequest, HttpResponse

from creditdelta.accounts.gatekeeper import permit
from creditdelta.contributions import tables
from creditdelta.contributions.portal.own import own_reporter, with_office
from creditdelta.contributions.queries import Contribution, contribution
from creditdelta.contributions.words import next_words
from creditdelta.journal.synthetic import business_day
from creditdelta.pages.environment import url
from creditdelta.pages.grounds import grounds
from creditdelta.pages.language import lang, say, t
from creditdelta.pages.responses import page
from creditdelta.quality.portal.boards import asked_office, target_of
from creditdelta.rulebook.reciprocity import steps


def desk_contributions(request: HttpRequest) -> HttpResponse:
    """The ledger of the reader's office, or of one in the reach of its post."""
    asked = asked_office(request)
    permit(request, target_of(asked))
    office = own_reporter(asked)
    day = business_day()
    found, known = contribution(office, day), steps(day)
    top = known[-1].verified if known else 0
    context = {
        "office": say(office.label),
        "facts": _facts(found),
        "found": found,
        "top": max(top, 1),
        "next": next_words(found.ladder),
        "steps": known,
        "earned": with_office("desk_earned", office.id),
        "quality": with_office("desk_quality", office.id),
        "members": with_office("desk_members", office.id) if office.kind == "association" else "",
        "grounds": grounds([one.basis for one in known], lang()),
        "home": url("home"),
    }
    listed = [tables.ledger(found), tables.of_steps(known, found)]
    return page(request, "contributions/ledger.html", context, tables=listed)


def _facts(found: Contribution) -> list[dict[str, str]]:
    mine = found.account
    shown = found.used >= found.figures.used_least
    until = f"{mine.ends_on:%Y-%m-%d}" if mine.ends_on else ""
    return [
        {"figure": f"{mine.balance:,}", "label": t("可用次数", "looks left"),
         "note": t(f"最早的有效至 {until}", f"the first good until {until}") if until else ""},
        {"figure": f"{found.standing:,}", "label": t("核实有效的记录", "verified records")},
        {"figure": f"{mine.earned:,}", "label": t("挣得次数", "looks earned")},
        {"figure": f"{mine.spent:,}", "label": t("用去次数", "looks spent")},
        {"figure": f"{mine.expired:,}", "label": t("过期次数", "looks that ended unused")},
        {"figure": f"{found.used:,}" if shown else t(f"少于 {found.figures.used_least}",
         f"under {found.figures.used_least}"),
         "label": t("本省市单位查看时用到", "looks in the province that showed them")},
    ]  # fmt: skip
