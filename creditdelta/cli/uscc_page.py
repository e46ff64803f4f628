"""What a person reads about one code: what is wrong, where, and what was likely meant.

Clause  S27: an answer names the code, the character and the way out.
"""

import unicodedata
from typing import TYPE_CHECKING

import click

from creditdelta.facade.uscc import Checked
from creditdelta.kernel import errors
from creditdelta.kernel.errors import Lang, Words
from creditdelta.kernel.identifiers import written_form
from creditdelta.kernel.identifiers.details import detail

if TYPE_CHECKING:
    from creditdelta.facade.uscc_origins import Origin

_SUBJECT = Words("代码", "Code")
_OFFERED = Words("可能是", "likely meant")
_ROWS = {
    "kind": Words("种类", "kind"),
    "organisation_code": Words("组织机构代码", "organisation code"),
    "class": Words("登记部门与类别", "registered by, as"),
    "division": Words("登记地", "registered in"),
    "pattern": Words("对应代码", "code"),
    "candidate": Words("若为企业，应为", "for an enterprise"),
}


def checked_page(answer: Checked, lang: Lang) -> str:
    """A mark and the code; below, each finding with its sentence, a caret and the offers."""
    mark = click.style("✓", fg="green") if answer.valid else click.style("✗", fg="red")
    lines = [f"{mark} {answer.input}"]
    if answer.wrong_at:
        written = written_form.trim(answer.input)
        before = answer.input.index(written) + answer.wrong_at - 1
        lines.append("  " + " " * _width(answer.input[:before]) + click.style("^", fg="red"))
    for code in answer.codes:
        lines.extend(_finding(code, answer.input, lang))
    if answer.suggestions:
        lines.append(f"  {_OFFERED.say(lang)}: " + "  ".join(answer.suggestions))
    return "\n".join(lines)


def _finding(code: str, text: str, lang: Lang) -> list[str]:
    kind = errors.find(code)
    missing = detail(code, text).say(lang)
    filled = {"column": _SUBJECT.say(lang), "value": text, "detail": missing}
    colour = "red" if kind.severity == "error" else "yellow"
    sentence = kind.sentence.say(lang).format(**filled)
    return [
        f"  {click.style(code, fg=colour)} {sentence}",
        f"    {kind.suggestion.say(lang).format(**filled)}",
    ]


def origin_page(shown: str, origin: "Origin", lang: Lang) -> str:
    """The parts of a number, one a line."""
    place, kind = origin.division, origin.organisation_class
    years = f" ({place.since}-{place.until})" if place and place.until else ""
    later = " → " + ", ".join(place.successors) if place and place.successors else ""
    values = {
        "kind": origin.note.say(lang),
        "organisation_code": origin.organisation_code,
        "class": f"{kind.department.say(lang)} · {kind.kind.say(lang)}" if kind else "",
        "division": f"{place.code} {place.name}{years}{later}" if place else "",
        "pattern": origin.pattern,
        "candidate": "  ".join(origin.candidates),
    }
    lines = [f"  {_ROWS[name].say(lang)}: {value}" for name, value in values.items() if value]
    return "\n".join([shown, *lines])


def _width(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(character) in "WF") for character in text)
