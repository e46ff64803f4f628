"""How a publication rule looks on a terminal: one line a row, each with the days it holds."""

from collections.abc import Iterator

from creditdelta.kernel.errors import Lang, Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.column_words import ground
from creditdelta.rulebook.publication import About, Publication, PublicationRow, Start, Who

TITLE = Words("公示", "publication")
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
PERIOD = Words("公示期 {name}：{least} 至 {most}", "publicity period, {name}: {least} to {most}")
RARE = Words("（原则上不公示）", " (not published as a rule)")
QUERY_END = Words(
    "{region} 查询期限：{term}，自{start}起", "{region} found for {term} after {start}"
)


def publication(rule: Publication, lang: Lang) -> Iterator[str]:
    """The rule in lines: who sees it, by when, for how long, and on what ground."""
    yield f"{TITLE.say(lang)}: {rule.label.say(lang)}  [{rule.name}]"
    for about, row in _rows(rule, lang):
        until = "" if row.until is None else str(row.until)
        yield f"  {about}  {row.since} – {until}".rstrip()
    for basis in dict.fromkeys(_grounds(rule)):
        yield f"  {ground(basis, lang)}"


def _rows(rule: Publication, lang: Lang) -> Iterator[tuple[str, PublicationRow]]:
    for seen in rule.viewers:
        yield f"{ABOUT[seen.about].say(lang)}: {WHO[seen.who].say(lang)}", seen
    for due in rule.deadlines:
        words = {"term": due.term, "start": START[due.start].say(lang)}
        yield DEADLINE.say(lang).format(**words), due
    for row in rule.periods:
        words = {"least": row.minimum or "?", "most": row.maximum or "?"}
        said = PERIOD.say(lang).format(name=row.label.say(lang), **words)
        yield said if row.usual else said + RARE.say(lang), row
    for end in rule.query_ends:
        words = {"region": end.region, "term": end.term, "start": START[end.start].say(lang)}
        yield QUERY_END.say(lang).format(**words), end


def _grounds(rule: Publication) -> Iterator[Basis]:
    rows: tuple[PublicationRow, ...] = (
        *rule.viewers,
        *rule.deadlines,
        *rule.periods,
        *rule.query_ends,
    )
    yield from (row.basis for row in rows)
