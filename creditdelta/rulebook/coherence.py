"""Do the parts of one standard or mapping fit each other? What the form alone cannot tell.

Clause  S22, S75.
Pure    works on loaded values; raises `RulebookError` at the place of the first misfit.
"""

import unicodedata
from collections.abc import Collection, Iterable
from collections.abc import Mapping as Table

from creditdelta.kernel.terms import StepUnclear, step
from creditdelta.rulebook.enums import Enumeration
from creditdelta.rulebook.role_coherence import check_role
from creditdelta.rulebook.standards import Column, MappedColumn, Mapping, Standard
from creditdelta.rulebook.strict import Place

ONE_SOURCE = ("copy", "yuan_to_wan")
TERM_SOURCES = ("the term", "the day it starts from")


def check_standard(
    item: Standard, enums: Table[str, Enumeration], publications: Collection[str], place: Place
) -> None:
    """Columns differ, every column named exists, dates are dates, lists and rules exist."""
    known: set[str] = set()
    for n, column in enumerate(item.columns, 1):
        here = place.inside(f"columns.{n}")
        _check_headings(column, known, here)
        _check_enum(column, enums, here)
    codes = {column.code: column for column in item.columns}
    for key, named in _named_columns(item).items():
        for code in named:
            if code not in codes:
                raise place.inside(key).error(f"no column {code!r}", "use a code of this standard")
    _check_conditions(item, place)
    dates = (
        *item.not_future,
        *(code for order in item.orders for code in (order.earlier, order.later)),
    )
    for code in dates:
        if codes[code].type != "date":
            raise place.inside(code).error("is compared as a date", 'give it type = "date"')
    if item.publication not in publications:
        mend = f"add publication/{item.publication}.toml or use one of {', '.join(publications)}"
        raise place.inside("publication").error(f"no rule {item.publication!r}", mend)
    if not item.natural_key:
        raise place.inside("natural_key").error("is empty", "name the columns of one record")
    check_role(item, place)


def check_mapping(
    item: Mapping, standard: Standard, enums: Table[str, Enumeration], place: Place
) -> None:
    """Targets exist once, mapped values are on the list, every heading has one meaning."""
    targets = {column.code: column for column in standard.columns}
    done: set[str] = set()
    for n, mapped in enumerate(item.columns, 1):
        here = place.inside(f"columns.{n}")
        if mapped.to not in targets or mapped.to in done:
            problem = f"column {mapped.to!r} is unknown in {standard.id} or mapped twice"
            raise here.error(problem, "map every column of the standard at most once")
        done.add(mapped.to)
        _check_sources(mapped, here)
        _check_values(mapped, targets[mapped.to], enums, here)
    for code in item.without:
        if code not in targets or code in done:
            problem = f"{code!r} is unknown in {standard.id} or mapped after all"
            raise place.inside("without").error(problem, "name only columns without a source")
    _check_known(item, place)


def _check_conditions(item: Standard, place: Place) -> None:
    ruled = {rule.column for rule in item.required_when}
    for n, column in enumerate(item.columns, 1):
        if (column.need == "conditional") != (column.code in ruled):
            problem = f"{column.code}: need and required_when disagree"
            mend = 'a column of required_when, and only such a one, has need = "conditional"'
            raise place.inside(f"columns.{n}").error(problem, mend)


def _check_headings(column: Column, known: set[str], place: Place) -> None:
    headings = {heading(t) for t in (column.code, column.label.zh, column.label.en)}
    headings |= {heading(text) for text in column.aliases}
    twice = headings & known
    if twice:
        problem = f"{column.code}: heading {min(twice)!r} names another column too"
        raise place.error(problem, "labels, codes and aliases must differ within a standard")
    known |= headings


def heading(text: str) -> str:
    """A heading without what may differ by chance: width, blanks, case."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _check_enum(column: Column, enums: Table[str, Enumeration], place: Place) -> None:
    if (column.type == "enum") != (column.enum is not None):
        raise place.error(
            f"{column.code}: type and enum disagree", 'type = "enum" needs enum = ...'
        )
    if column.multiple and column.enum is None:
        raise place.error(f"{column.code}: multiple without a list", "remove multiple")
    if column.enum is not None and column.enum not in enums:
        mend = f"add codes/enums/{column.enum}.toml"
        raise place.error(f"{column.code}: no list {column.enum!r}", mend)


def _named_columns(item: Standard) -> dict[str, list[str]]:
    return {
        "natural_key": list(item.natural_key),
        "not_future": list(item.not_future),
        "orders": [code for order in item.orders for code in (order.earlier, order.later)],
        "required_when": [c for rule in item.required_when for c in (rule.column, rule.when)],
        "kept_when": [c for rule in item.kept_when for c in (rule.column, rule.when)],
        "agreements": [code for rule in item.agreements for code in rule.columns],
        "person": [test.column for test in item.person],
    }


def _check_sources(mapped: MappedColumn, place: Place) -> None:
    if not mapped.sources or (mapped.convert in ONE_SOURCE and len(mapped.sources) > 1):
        problem = f"{mapped.convert} with {len(mapped.sources)} sources"
        raise place.error(problem, "copy and yuan_to_wan take one source, the others one or more")
    if len(mapped.aliases) != len(mapped.sources):
        raise place.error("aliases do not pair with sources", "give one list of aliases a source")
    if mapped.convert == "term_from" and len(mapped.sources) != len(TERM_SOURCES):
        problem = f"term_from with {len(mapped.sources)} sources"
        raise place.error(problem, f"name two: {' and '.join(TERM_SOURCES)}")


def _check_values(
    mapped: MappedColumn, column: Column, enums: Table[str, Enumeration], place: Place
) -> None:
    if mapped.convert.endswith("yuan_to_wan") and column.type != "amount_wan":
        raise place.error(f"{mapped.to} is not in 万元", "convert only into an amount_wan column")
    if mapped.convert == "term_from":
        _check_terms(mapped, column, place)
        return
    for source, value in mapped.values:
        if column.enum is not None and not enums[column.enum].allows(value):
            problem = f"{source!r} becomes {value!r}, which is not in {column.enum}"
            raise place.error(problem, "map to a value of the list")


def _check_terms(mapped: MappedColumn, column: Column, place: Place) -> None:
    if column.type != "date" or not mapped.values:
        problem = f"{mapped.to} is no date, or no term is listed"
        raise place.error(problem, 'fill a date column, list terms as values = { "1年" = "+1y" }')
    for source, value in mapped.values:
        try:
            unit = step(value).unit
        except StepUnclear:
            unit = "wd"
        if unit == "wd":
            problem = f"{source!r} becomes {value!r}, which is no term of days, months or years"
            raise place.error(problem, "write it as +10d, +6m or +1y")


def _check_known(item: Mapping, place: Place) -> None:
    sources = {heading(text) for mapped in item.columns for text in _headings(mapped)}
    ignored = {heading(text) for text in item.ignored}
    both = sources & ignored
    if both:
        raise place.inside("ignored").error(f"{min(both)!r} is used", "ignore only unused headings")
    for test in item.person:
        if heading(test.column) not in sources | ignored:
            mend = "test a heading of sources, aliases or ignored"
            raise place.inside("person").error(f"unknown heading {test.column!r}", mend)


def _headings(mapped: MappedColumn) -> Iterable[str]:
    yield from mapped.sources
    for names in mapped.aliases:
        yield from names
