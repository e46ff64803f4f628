"""One organisation whole: who it is, its numbers, relatives and standing judgements."""

from typing import Any

import click

from creditdelta.cli import subject_lines as lines
from creditdelta.facade.today import today
from creditdelta.journal.home import key
from creditdelta.kernel.errors import Lang
from creditdelta.kernel.names.normal_form import read_notes
from creditdelta.pipeline.ledger_rows import name_keys
from creditdelta.records.queries import identity
from creditdelta.rulebook.cities import city_of
from creditdelta.rulebook.codes import divisions
from creditdelta.rulebook.life import life_of
from creditdelta.rulebook.name_words import name_words
from creditdelta.subjects.finding import Found, by_code, relatives
from creditdelta.subjects.judgements import is_stale, standing_about
from creditdelta.subjects.queries import portraits_of
from creditdelta.subjects.services import WHYS

_WORDS = {
    "former_names": ("曾用名", "former names"),
    "division": ("登记地", "registered in"),
    "city": ("城市", "city"),
    "numbers": ("旧号码", "older numbers"),
    "relatives": ("名称关系", "by name"),
    "judgements": ("关联", "judgements"),
    "waits_for": ("待确认", "waits"),
    "branch": ("分支机构", "branch"),
    "parent": ("上级", "parent"),
}
_STALE = {"zh": "（依据已变化，请重新核对）", "en": " (evidence changed: look again)"}


def whole(found: Found) -> dict[str, Any]:
    """Everything the ledger knows about who an organisation is."""
    who = identity(found.ref)
    if who is None:
        raise click.UsageError(WHYS["unknown"][0])
    portrait = portraits_of([found.ref]).get(found.ref)
    day, code = today(), who.code
    division = code[2:8] if who.scheme == "uscc" else ""
    city = city_of(division, day) if division else None
    return {
        **lines.line_of(found, code, who.scheme, portrait),
        "life": life_of(portrait.status if portrait else "", day),
        "waits_for": who.wait,
        "division": divisions()[division].name if division in divisions() else "",
        "city": city.name if city else "",
        "industry": portrait.industry if portrait else "",
        "organisation_type": portrait.organisation_type if portrait else "",
        "established_on": portrait.established_on.isoformat()
        if portrait and portrait.established_on
        else None,
        "numbers": [{"scheme": scheme, "number": number} for scheme, number in who.numbers],
        "relatives": [
            {"relation": one.relation, "code": one.code, "name": one.name}
            for one in (relatives(found.ref, portrait.name) if portrait else ())
        ],
        "judgements": [
            lines.judgement_line(one, stale=is_stale(one)) for one in standing_about(found.ref)
        ],
    }


def page(told: dict[str, Any], lang: Lang) -> str:
    """The same as lines for a reader."""
    life = lines.word(lines.LIFE, told["life"], lang)
    out = [f"{told['code']}  {lines.visible(told['name'])}  {told['status'] or life}"]
    if told["waits_for"]:
        out.append(_line("waits_for", lines.word(lines.WAITS, told["waits_for"], lang), lang))
    if told["former_names"]:
        out.append(_line("former_names", lines.visible("、".join(told["former_names"])), lang))
    for name in ("division", "city"):
        if told[name]:
            out.append(_line(name, told[name], lang))
    for one in told["numbers"]:
        out.append(f"  {lines.word(lines.SCHEMES, one['scheme'], lang)}  {one['number']}")
    for one in told["relatives"]:
        relation = lines.word(_WORDS, one["relation"], lang)
        out.append(f"  {relation}  {one['code']}  {lines.visible(one['name'])}")
    for one in told["judgements"]:
        stale = _STALE[lang] if one["stale"] else ""
        what = f"{one['kind']}  {one['code']} → {one['of']}  {one['since'] or ''}"
        out.append(f"  {one['judgement']}  {what}  {one['ground']}  {one['actor']}{stale}")
    return "\n".join(out)


def _line(name: str, text: str, lang: Lang) -> str:
    return f"  {lines.word(_WORDS, name, lang)}  {text}"


def reference_of(kind: str, text: str) -> bytes:
    """The reference an officer's text means: a code of any scheme, or a name for kind `name`."""
    if kind == "name":
        return name_keys(key("identity"), [read_notes(text, name_words()).name])[0]
    from creditdelta.subjects.finding import references_of
    from creditdelta.subjects.models import Reference

    possible = references_of(text)
    known = set(Reference.objects.filter(pk__in=possible).values_list("ref", flat=True))
    told = [ref for ref in possible if ref in {bytes(one) for one in known}]
    if kind == "same":  # an older number leads somewhere; only itself can be linked
        told = [ref for ref in told if possible[ref] != "uscc"] or told
    if not told:
        raise click.UsageError("·".join(WHYS["unknown"]))
    if len(told) > 1 and not by_code(text):
        raise click.UsageError("·".join(WHYS["target"]))
    return told[0]
