"""Which form is this file? "The 2018 penalty form, columns 4-8 missing", with confidence.

Clause  S31, S75, S22: a new form is a file in rulebook/records or rulebook/mappings and no code.
Data    rulebook/records, rulebook/mappings: headings, codes and aliases.
Pure    looks only at the first rows.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as ReadMapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from creditdelta.kernel.errors import Lang
from creditdelta.pipeline.headings import MARK_HEADING, ROW_NUMBER_HEADINGS, keys, unit
from creditdelta.pipeline.readers.source import SampleRow
from creditdelta.rulebook.standards import Column, MappedColumn, Mapping, Standard, Type

LEAST_MATCHED = 2
LEAST_CONFIDENCE = 0.34
FIRM_CONFIDENCE = 0.5
FORMS_KEPT = 512  # more than the rulebook has; suppliers' own mappings come and go
_AMOUNTS: tuple[Type, ...] = ("amount_wan", "amount_yuan", "decimal", "capital")


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a file's header row says. `places` gives the source positions of each standard column.

    `repeated` are places of headings that stood before, with the column each would be.
    """

    standard: Standard
    mapping: Mapping | None
    header: SampleRow
    places: ReadMapping[str, tuple[int, ...]]
    unknown: tuple[int, ...]
    repeated: ReadMapping[int, str]
    wrong_unit: tuple[int, ...]
    confidence: float

    @property
    def missing(self) -> tuple[Column, ...]:
        """Columns of the form that the file lacks, in the form's order; nobody misses id numbers."""
        mapped = {column.to for column in self.mapping.columns} if self.mapping else None
        return tuple(
            column
            for column in self.standard.columns
            if column.code not in self.places
            and column.privacy != "person_id"
            and (mapped is None or column.code in mapped)
        )

    @property
    def missing_mandatory(self) -> tuple[Column, ...]:
        """Columns without which no row can be accepted: the mandatory ones and the natural key's."""
        return tuple(
            column
            for column in self.standard.columns
            if (column.need == "mandatory" or column.code in self.standard.natural_key)
            and column.code not in self.places
            and not (self.mapping and column.code in self.mapping.without)
        )

    @property
    def doubtful(self) -> tuple[int, ...]:
        """Repeated headings of columns that decide a record: mandatory, of the key, or an amount."""
        return tuple(
            place
            for place, code in self.repeated.items()
            if (column := self.standard.column(code)).need == "mandatory"
            or column.type in _AMOUNTS
            or code in self.standard.natural_key
        )

    @property
    def unacceptable(self) -> bool:
        """Whether the header leaves what every row says so uncertain that none can be accepted."""
        return bool(self.missing_mandatory or self.doubtful or self.wrong_unit)

    def heading(self, code: str) -> str:
        """The sender's own heading of a standard column; the standard's label when it is missing."""
        places = self.places.get(code, ())
        if not places:
            return self.standard.column(code).label.zh
        return "＋".join(self.header.cells[place] for place in places)

    def sentence(self, lang: Lang) -> str:
        """What the file is, in words."""
        form = self.mapping.label if self.mapping else self.standard.label
        numbers = [self.standard.columns.index(column) + 1 for column in self.missing]
        share = f"{self.confidence:.0%}"
        if lang == "zh":
            missing = f"，缺第 {'、'.join(ranges(numbers))} 列" if numbers else "，各列齐全"
            edition = "" if self.mapping else f"（{self.standard.edition} 版）"
            return f"这是{form.zh}{edition}{missing}，把握 {share}。"
        missing = (
            f", columns {', '.join(ranges(numbers))} missing" if numbers else ", no column missing"
        )
        edition = "" if self.mapping else f", edition {self.standard.edition}"
        return f"Recognised as: {form.en}{edition}{missing} ({share} sure)."


def ranges(numbers: Sequence[int]) -> list[str]:
    """Rising numbers as people write them.

    >>> ranges([4, 5, 6, 7, 8, 10])
    ['4–8', '10']
    """
    groups: list[list[int]] = []
    for number in numbers:
        if groups and number == groups[-1][-1] + 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    return [str(g[0]) if len(g) == 1 else f"{g[0]}–{g[-1]}" for g in groups]


T = TypeVar("T")
Owner = tuple[str, int]  # a column of the standard, and which of its sources


@dataclass(frozen=True, slots=True)
class _Form:
    standard: Standard
    mapping: Mapping | None
    known: ReadMapping[str, tuple[Owner, ...]]
    exact: frozenset[str]
    units: ReadMapping[Owner, str]
    wanted: int
    ignored: frozenset[str]


def _index(
    columns: Iterable[tuple[str, int, tuple[str, ...]]],
) -> tuple[dict[str, tuple[Owner, ...]], frozenset[str]]:
    """Key -> columns, and which keys are whole headings.

    A whole heading may feed several columns; a looser form that several share names none.
    """
    exact: dict[str, dict[Owner, None]] = {}
    loose: dict[str, dict[Owner, None]] = {}
    for code, number, headings in columns:
        for heading in headings:
            whole, *others = keys(heading)
            exact.setdefault(whole, {})[code, number] = None
            for key in others:
                loose.setdefault(key, {})[code, number] = None
    known = {key: tuple(owners) for key, owners in loose.items() if len(owners) == 1}
    return {**known, **{key: tuple(owners) for key, owners in exact.items()}}, frozenset(exact)


def _of_standard(standard: Standard) -> _Form:
    columns = [(c.code, 0, (c.label.zh, c.label.en, c.code, *c.aliases)) for c in standard.columns]
    units = {(c.code, 0): unit(c.label.zh) for c in standard.columns}
    return _Form(standard, None, *_index(columns), units, len(columns), frozenset())


def _source_headings(column: MappedColumn) -> list[tuple[str, int, tuple[str, ...]]]:
    return [
        (column.to, number, (name, *(column.aliases[number] if column.aliases else ())))
        for number, name in enumerate(column.sources)
    ]


def _of_mapping(mapping: Mapping, standard: Standard) -> _Form:
    columns = [row for column in mapping.columns for row in _source_headings(column)]
    units = {(code, number): unit(names[0]) for code, number, names in columns}
    ignored = frozenset(key for name in mapping.ignored for key in keys(name)[:1])
    return _Form(standard, mapping, *_index(columns), units, len(columns), ignored)


@dataclass(frozen=True, slots=True)
class _Same(Generic[T]):
    """A value of the rulebook that is asked for by what it is, not by all that it says."""

    one: T

    def __hash__(self) -> int:
        return id(self.one)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.one is other.one


@lru_cache(maxsize=FORMS_KEPT)
def _form(standard: _Same[Standard], mapping: _Same[Mapping] | None = None) -> _Form:
    """The form of one standard, or of a supplier's mapping to it; made once for many files."""
    if mapping is None:
        return _of_standard(standard.one)
    return _of_mapping(mapping.one, standard.one)


def _match(form: _Form, row: SampleRow) -> Recognition | None:
    """The row read as the form's header; a heading in full goes before one known by a part of it."""
    forms = [keys(cell) for cell in row.cells]
    exact = {place for place, names in enumerate(forms) if names and names[0] in form.exact}
    places: dict[str, dict[int, int]] = {}
    unknown: list[int] = []
    repeated: dict[int, str] = {}
    wrong_unit: list[int] = []
    skipped = 0
    for place in sorted(range(len(forms)), key=lambda place: (place not in exact, place)):
        owners = next((form.known[key] for key in forms[place] if key in form.known), ())
        held = [places.get(code, {}).get(number) for code, number in owners]
        if not owners or (place not in exact and exact.issuperset(held)):
            known = _passed_over(form, row.cells[place])
            skipped += known
            unknown += [] if known else [place]
        elif None not in held:
            repeated[place] = owners[0][0]
        else:
            for code, number in owners:
                places.setdefault(code, {}).setdefault(number, place)
            written = unit(row.cells[place])
            if written and form.units[owners[0]] not in ("", written):
                wrong_unit.append(place)
    columns = sum(len(found) for found in places.values())
    cells = len(row.cells) - skipped
    matched = cells - len(unknown) - len(repeated)
    if matched < LEAST_MATCHED:
        return None
    return Recognition(
        form.standard,
        form.mapping,
        row,
        {code: tuple(at for _, at in sorted(found.items())) for code, found in places.items()},
        tuple(sorted(unknown)),
        repeated,
        tuple(sorted(wrong_unit)),
        (columns + matched) / (cells + form.wanted),
    )


def _passed_over(form: _Form, cell: str) -> bool:
    """Whether a heading that names no column is one to say nothing about."""
    forms = keys(cell)
    return not forms or forms[0] in form.ignored or cell in (*ROW_NUMBER_HEADINGS, MARK_HEADING)


def _worth_matching(forms: Iterable[_Form], row: SampleRow) -> list[_Form]:
    """The forms that know enough of a row's cells; of a row of data hardly any does."""
    said = {key for cell in row.cells for key in keys(cell)}
    return [form for form in forms if len(said & form.known.keys()) >= LEAST_MATCHED]


def recognise(
    sample: Sequence[SampleRow],
    standards: Iterable[Standard],
    mappings: Iterable[Mapping],
    *,
    least: float = LEAST_CONFIDENCE,
) -> Recognition | None:
    """The best fitting form over the first rows; `None` when none fits with confidence `least`.

    A form that lacks columns it cannot do without goes behind one that lacks none, unless half of
    it is there. Of two that fit equally well wins the one with fewer unknown headings, then a
    supplier's mapping (it knows that supplier's ways), then the newer edition. Headings that two
    record kinds share equally name neither.
    """
    known = {standard.id: standard for standard in standards}
    forms = [_form(_Same(standard)) for standard in known.values()]
    forms += [
        _form(_Same(known[mapping.standard]), _Same(mapping))
        for mapping in mappings
        if mapping.standard in known
    ]
    found = [
        match
        for row in sample
        for form in _worth_matching(forms, row)
        if (match := _match(form, row))
    ]
    if not found:
        return None
    best = max(found, key=lambda match: (*_fit(match), match.standard.since, -match.header.row))
    rivals = {match.standard.kind for match in found if _fit(match) == _fit(best)}
    return best if best.confidence >= least and len(rivals) == 1 else None


def _fit(match: Recognition) -> tuple[bool, float, int, bool]:
    firm = match.confidence >= FIRM_CONFIDENCE or not match.missing_mandatory
    confidence = round(match.confidence, 6)
    return firm, confidence, -len(match.unknown), match.mapping is not None
