"""What may be done for or against an organisation: every measure with its documents.

Clause  S8, S14, S17.
Data    rulebook/measures/catalogue.toml
"""

from django.http import HttpRequest, HttpResponse

from creditdelta.handbook import measure_tables
from creditdelta.journal.synthetic import business_day
from creditdelta.pages.grounds import grounds
from creditdelta.pages.language import lang
from creditdelta.pages.responses import page
from creditdelta.rulebook.measures import held, measures_on


def measures(request: HttpRequest) -> HttpResponse:
    """The catalogue of a day."""
    day = business_day()
    found = measures_on(day).values()
    context = {
        "sanctions": sum(one.kind == "sanction" for one in found),
        "incentives": sum(one.kind == "incentive" for one in found),
        "held": sum(held(one.id, day) for one in found),
        "grounds": grounds([one.basis for one in found], lang()),
    }
    tables = [measure_tables.listed(found, day)]
    return page(request, "handbook/measures.html", context, tables=tables)
