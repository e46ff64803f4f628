"""Findings in words: the catalogue's sentence, and a suggestion that is offered and never applied.

Clause  S75, S31.
Data    kernel/catalogue/*.toml; lists of the plan.
Pure    a value's own suggestion is worked out for the first findings of a rule only, since it costs
        more than the check; the others carry the catalogue's general advice.
"""

import difflib
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from creditdelta.kernel.errors import Lang, find
from creditdelta.kernel.identifiers import details, organisation_code, uscc
from creditdelta.pipeline.validate.misread import recovered
from creditdelta.pipeline.validate.plan import Plan
from creditdelta.rulebook.codes import uscc_tables

FIRST_OF_A_RULE = 1000
OWN_IN_A_STREAM = 20
BLANK = re.compile(r"\{(column|value|detail)\}")
ROW_WORD = {"zh": "本行", "en": "the row"}
_LEAST_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding in words. `suggested` is a value that would fit, "" when none is known."""

    row: int
    column: str
    code: str
    severity: str
    value: str | None
    message: str
    suggestion: str
    suggested: str


@dataclass(slots=True)
class Renderer:
    """Renders findings in file order; `seen` counts them by rule (code and column).

    `own` is for how many findings of a rule a suggested value is worked out.
    """

    lang: Lang
    plan: Plan | None
    own: int = FIRST_OF_A_RULE
    seen: Counter[tuple[str, str]] = field(default_factory=Counter)

    def findings(self, batch: pa.RecordBatch) -> list[Finding]:
        """Every finding of a batch in words."""
        columns = (batch.column(name).to_pylist() for name in batch.schema.names)
        return [self._one(*row) for row in zip(*columns, strict=True)]

    def _one(
        self, row: int, column: str, code: str, value: str | None, detail: str | None
    ) -> Finding:
        kind = find(code)
        self.seen[code, column] += 1
        early = self.seen[code, column] <= self.own
        options = self._options(code, column, value) if early and value else ()
        words = {
            "column": column or ROW_WORD[self.lang],
            "value": value or "",
            "detail": detail or (details.detail(code, value).say(self.lang) if value else ""),
        }
        advice = _offer(self.lang, options) if options else kind.suggestion.say(self.lang)
        return Finding(
            row,
            column,
            code,
            kind.severity,
            value,
            filled(kind.sentence.say(self.lang), words),
            advice if options else filled(advice, words),
            options[0] if options else "",
        )

    def _options(self, code: str, column: str, value: str) -> tuple[str, ...]:
        suggest = _SUGGESTERS.get(code.rsplit("-", 1)[0])
        if suggest:
            return suggest(value)
        if code in ("CD-FIELD-003", "CD-FIELD-009") and self.plan:
            return _near(self.plan, column, value)
        if code == "CD-ENC-003":
            text = recovered(value)
            return (text,) if len(text) > 1 else ()
        return ()


def filled(text: str, words: Mapping[str, str]) -> str:
    """A catalogue text with its blanks filled; what is filled in is never read as a blank again."""
    return BLANK.sub(lambda blank: words[blank[1]], text)


def _offer(lang: Lang, options: tuple[str, ...]) -> str:
    if lang == "zh":
        return f"可能是 {' 或 '.join(options)}，请核对后填写。"
    return f"Perhaps {' or '.join(options)}; check before you fill it in."


def _uscc_options(value: str) -> tuple[str, ...]:
    return uscc.suggest(value, uscc_tables())


def _near(plan: Plan, column: str, value: str) -> tuple[str, ...]:
    for rule in plan.columns:
        if rule.heading == column and rule.list_rule:
            close = difflib.get_close_matches(value, rule.list_rule.rows, 1, _LEAST_ALIKE)
            return tuple(close)
    return ()


_SUGGESTERS: dict[str, Callable[[str], tuple[str, ...]]] = {
    "CD-USCC": _uscc_options,
    "CD-ORGCODE": organisation_code.suggest,
}
