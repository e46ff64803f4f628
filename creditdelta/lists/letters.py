"""What an organisation is told about its entry, on paper and in the site.

Clause  S16. The letters are kinds of rulebook/notices; whoever records the step issues them with it.
"""

from datetime import date

from creditdelta.handbook.documents import document, may_be_done, memoranda_of
from creditdelta.journal.services import Envelope
from creditdelta.kernel.terms import due_after, step
from creditdelta.lists.checks import registered_in
from creditdelta.lists.rules import Entry
from creditdelta.lists.texts import texts_of
from creditdelta.notices.services import issue
from creditdelta.records.clock import listed_clock, reckoner
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.criteria import Criterion
from creditdelta.rulebook.listings import Listing, criteria_on, listing_on
from creditdelta.rulebook.measures import measures
from creditdelta.rulebook.notices import kind_on
from creditdelta.rulebook.offices import division_of, office
from creditdelta.rulebook.publication import publications
from creditdelta.rulebook.repairs import papers_on

PRIOR, LISTED, DELISTED, CHANGED = "prior_notice", "listed", "delisted", "list_changed"
GUIDANCE = "repair_guidance"
_BY_ITSELF, _UNSAID = "期限届满自动移出，不用申请", "规则没有写明最短公示期，由本机关决定"
_CHANGES = {"suspending": "中止", "resuming": "恢复"}
_NO_MEASURES = "没有约定措施"
_LEAVES = (
    "期限届满自动移出；所依据的决定被撤销、变更，或者异议成立、信用修复后移出，可以向本机关提出。"
)


def prior_notice(one: Entry, about: Envelope, day: date) -> tuple[bytes, date]:
    """The notice before a decision, and until when the organisation may be heard at least."""
    listing = listing_on(one.list, one.rule)
    terms = (step(kind_on(PRIOR, day).serve), step(listing.statement))
    last = due_after(day, terms, calendar()).date
    fields = {
        "matter": f"列入{listing.label.zh}",
        "facts": texts_of(one.id)["reasons"],
        "ground": _ground(one, listing, day),
        "reply_until": last.isoformat(),
    }
    return issue(PRIOR, one.ref, one.office, fields, about), last


def listed(one: Entry, about: Envelope, day: date) -> bytes:
    """That the organisation stands in the list, since when, until when, and how it gets out."""
    listing = listing_on(one.list, one.rule)
    fields = {
        "list": listing.label.zh,
        "decision": one.number,
        "facts": texts_of(one.id)["reasons"],
        "ground": _named(one.instrument),
        "since": (one.since or day).isoformat(),
        "ends": (one.until or day).isoformat(),
        "measures": _measures(one, listing, day),
        "way_back": _LEAVES,
    }
    return issue(LISTED, one.ref, one.office, fields, about)


def guidance(one: Entry, about: Envelope, day: date) -> bytes:
    """How an entry in a black list can be repaired: sent together with its decision (两书同达)."""
    listing = listing_on(one.list, one.rule)
    rule = publications()[listing.publication]
    since, until = one.since or day, one.until or day
    clock = listed_clock(rule, one.decided_on or day, since, until, reckoner(calendar()))
    if clock.repair is not None:
        begins = f"{clock.repair.on}起（{rule.label.zh}最短公示期满）"
    else:
        begins = _BY_ITSELF if clock.ends_first else _UNSAID
    fields = {
        "decision": one.number,
        "from": begins,
        "papers": papers_on(day).zh,
        "where": office(one.office, day).label.zh,
    }
    return issue(GUIDANCE, one.ref, one.office, fields, about)


def changed(one: Entry, about: Envelope, day: date) -> bytes:
    """That the entry was suspended or resumed, or that the organisation left the list."""
    fields = {
        "list": listing_on(one.list, one.rule).label.zh,
        "decision": one.act_number,
        "reason": one.ground,
        "since": day.isoformat(),
    }
    if one.state in _CHANGES:
        fields["change"] = _CHANGES[one.state]
        return issue(CHANGED, one.ref, one.office, fields, about)
    return issue(DELISTED, one.ref, one.office, fields, about)


def _measures(one: Entry, listing: Listing, day: date) -> str:
    """What memoranda of the sector let follow on that day; nothing is done that is not named here.

    A memorandum is about whom an office of its parties entered, and whoever is registered with them.
    """
    places = (division_of(one.office), registered_in(one.ref))
    named = {
        row.measure: measures()[row.measure].label.zh
        for agreed in memoranda_of(listing.sector)
        for row in agreed.measures
        if listing.id in row.lists and any(may_be_done(row, agreed, day, at) for at in places if at)
    }
    return "、".join(named.values()) or _NO_MEASURES


def _ground(one: Entry, listing: Listing, day: date) -> str:
    """The clauses that the criteria rest on; without any, the documents of the list."""
    known = criteria_on(day)
    named = [_clause(known[id]) for id in one.criteria if id in known]
    return "；".join(filter(None, named)) or "；".join(map(_named, listing.instruments))


def _clause(criterion: Criterion) -> str:
    return f"{_named(criterion.clause)}：{criterion.label.zh}" if criterion.clause else ""


def _named(id: str) -> str:
    found = document(id)
    article = id.partition("#")[2]
    title = found.label.zh if found is not None else id
    return f"《{title}》" + (f"第{article}条" if article else "")
