"""How do we say a publication rule: who sees it, by when, for how long, and on what ground?

Clause  S31, S2.
Pure    words only; the rules stand in rulebook/publication.
"""

from collections.abc import Iterator

from creditdelta.kernel.errors import Lang, Words
from creditdelta.kernel.terms import step
from creditdelta.rulebook.codes import divisions
from creditdelta.rulebook.publication import About, Period, Publication, PublicationRow, Start, Who

ABOUT: dict[About, Words] = {
    "organisation": Words("法人及非法人组织", "organisations"),
    "sole_trader": Words("个体工商户", "sole traders"),
}
WHO: dict[Who, Words] = {
    "everybody": Words("向公众公示", "shown to everybody"),
    "exact_code": Words("只按完整代码查询", "found by the exact code only"),
    "nobody": Words("不公示", "shown to nobody"),
}
START: dict[Start, Words] = {
    "decided": Words("作出决定之日", "the decision"),
    "recognised": Words("认定之日", "the recognition"),
    "conduct_ended": Words("行为终止之日", "the end of the conduct"),
    "happened": Words("事实形成之日", "the event"),
}
DEADLINE = Words("公示期限：{term}，自{start}起", "published within {term} of {start}")
PERIOD = Words("公示期，{name}：{span}", "publicity period, {name}: {span}")
SPANS = {  # whether a least and a most are laid down
    (True, True): Words("最短{least}，最长{most}", "{least} to {most}"),
    (False, True): Words("最长{most}", "at most {most}"),
    (True, False): Words("最短{least}", "at least {least}"),
    (False, False): Words("依据未给出年限", "the ground gives no figure"),
}
RARE = Words("（原则上不公示）", " (not published as a rule)")
QUERY_END = Words("{region}：自{start}起{term}内可查", "{region}: found for {term} after {start}")
UNITS = {
    "y": Words("{0}年", "{0} years"),
    "m": Words("{0}个月", "{0} months"),
    "d": Words("{0}天", "{0} days"),
    "wd": Words("{0}个工作日", "{0} working days"),
}


def lines(rule: Publication, lang: Lang) -> Iterator[tuple[str, PublicationRow]]:
    """Each row of a rule as a sentence, beside the row with its days and its ground."""
    for seen in rule.viewers:
        yield f"{ABOUT[seen.about].say(lang)}: {WHO[seen.who].say(lang)}", seen
    for due in rule.deadlines:
        words = {"term": spoken(due.term, lang), "start": START[due.start].say(lang)}
        yield DEADLINE.say(lang).format(**words), due
    for row in rule.periods:
        said = PERIOD.say(lang).format(name=row.label.say(lang), span=_span(row, lang))
        yield said if row.usual else said + RARE.say(lang), row
    for end in rule.query_ends:
        words = {"term": spoken(end.term, lang), "start": START[end.start].say(lang)}
        yield QUERY_END.say(lang).format(region=region(end.region), **words), end


def region(division: str) -> str:
    """A division's name, or its code where the table has none."""
    return divisions()[division].name if division in divisions() else division


def _span(row: Period, lang: Lang) -> str:
    terms = {"least": row.minimum, "most": row.maximum}
    words = {name: spoken(term, lang) for name, term in terms.items() if term}
    return SPANS[bool(row.minimum), bool(row.maximum)].say(lang).format(**words)


def spoken(term: str, lang: Lang) -> str:
    """A term in words.

    >>> spoken("+7wd", "en"), spoken("+1y", "en"), spoken("+3m", "zh")
    ('7 working days', '1 year', '3个月')
    """
    found = step(term)
    said = UNITS[found.unit].say(lang).format(found.count)
    return said.removesuffix("s") if found.count == 1 and lang == "en" else said
