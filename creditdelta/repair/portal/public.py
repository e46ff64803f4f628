"""Repair as everybody may read it: how it goes and on what ground, and how offices deal with applications.

Clause  S72, S74. What is said stands in the rulebook; figures name offices, never an organisation.
"""

from django.http import HttpRequest, HttpResponse

from creditdelta.journal.synthetic import business_day
from creditdelta.pages.grounds import ground, grounds
from creditdelta.pages.language import lang, say
from creditdelta.pages.responses import page
from creditdelta.repair import public_tables as tables
from creditdelta.repair.tallying import kept
from creditdelta.rulebook.dated import in_force
from creditdelta.rulebook.notices import kind_on
from creditdelta.rulebook.repairs import commitment_on, regime_on, repairs, ways_on

BY_SERVICE = "public_service"


def repair_guide(request: HttpRequest) -> HttpResponse:
    """What repair is, what it takes, and every term with its ground."""
    day = business_day()
    ways, commitment, known = ways_on(day), commitment_on(day), repairs()
    clocks = [one for one in known.clocks if in_force(one, day)]
    periods = [row.basis for _, row in tables.least_periods()]
    bases = [one.basis for group in (known.regimes, ways.values(), clocks) for one in group]
    service = ways.get(BY_SERVICE)
    context = {
        "regime": say(regime_on(day).label),
        "service": service and {
            "label": say(service.label), "hint": say(service.hint),
            "ground": ground(service.basis, lang()),
        },
        "commitment": say(commitment.text),
        "commitment_ground": ground(commitment.basis, lang()),
        "rights": [say(words) for words in kind_on("repair_refused", day).rights],
        "grounds": grounds([*bases, *periods], lang()),
    }  # fmt: skip
    shown = [
        tables.regimes(), tables.ways(day), tables.papers_by_regime(), tables.periods(),
        tables.clocks(clocks),
    ]  # fmt: skip
    return page(request, "repair/guide.html", context, tables=shown)


def repair_statistics(request: HttpRequest) -> HttpResponse:
    """How many applications each office has, how far they are, and how long it takes."""
    found = kept()
    context = {"counted_on": found[0].counted_on if found else None}
    return page(request, "repair/statistics.html", context, tables=[tables.figures(found)])
