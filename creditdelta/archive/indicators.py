"""How good are the codes and what is sent? Every indicator with its definition, province by province.

Clause  S29, S31. Data: rulebook/indicators. A share nobody can reach (nothing to count) is left out.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from creditdelta.archive.counts import Counts, identity_counts, mapping_counts
from creditdelta.archive.organisations import Organisation
from creditdelta.intake.models import Finding, Submission
from creditdelta.kernel.errors import find
from creditdelta.rulebook.dated import in_force
from creditdelta.rulebook.indicators import WHOLE, Indicator, indicators
from creditdelta.rulebook.records import standards

Met = Literal["met", "missed", "none"]  # none: the plan sets no target
PASSED = ("CD-LEDGER-001", "CD-LEDGER-002")  # these rows passed the check, the ledger refused them
CODE_FAULTS = "CD-USCC-"
MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator of one place. `province` "" is the whole region, `department` "" all of them."""

    indicator: Indicator
    province: str
    department: str
    numerator: int
    denominator: int

    @property
    def per_million(self) -> int:
        """The share in millionths, rounded half up; whole numbers, so that it is equal everywhere."""
        return (2 * MILLION * self.numerator + self.denominator) // (2 * self.denominator)

    @property
    def met(self) -> Met:
        """Whether the target is reached; compared exactly, never rounded."""
        target = self.indicator.target
        if target is None:
            return "none"
        reached, wanted = WHOLE * self.numerator, target.permille * self.denominator
        reaches = reached >= wanted if target.sense == "at_least" else reached <= wanted
        return "met" if reaches else "missed"


def figures(day: date, passing: Iterable[Organisation] | None = None) -> list[Figure]:
    """Every figure of every indicator in force on a day: region, provinces, departments.

    `passing`: every organisation, where somebody else counts along with them.
    """
    counts = identity_counts(day, passing) + mapping_counts() + sent_counts()
    counts = whole(counts)
    return [
        Figure(one, province, department, counts[one.numerator, province, department], below)
        for one in indicators()
        if in_force(one, day)
        for (name, province, department), below in sorted(counts.items())
        if name == one.denominator and below
    ]


def sent_counts() -> Counts:
    """Rows filed, valid, late; registrations with a wrong code. Files sent again do not count again."""
    found: Counts = Counter()
    fields = ("id", "region", "source", "standard", "rows", "rejected", "dated", "late")
    sent = Submission.objects.filter(state="closed", repeats=None).values_list(*fields)
    codes = _code_faults()
    passed = _counts_of(PASSED)
    for number, region, source, standard, rows, rejected, dated, late in sent:
        place = (region, source)
        found["filed_rows", *place] += rows
        found["valid_rows", *place] += rows - rejected + passed[number]
        found["dated_rows", *place] += dated
        found["late_rows", *place] += late
        if _registers(standard) and codes[number]:
            found["registrations_with_wrong_code", *place] += codes[number]
            found["live_registrations", *place] += codes[number]
    return found


def whole(counts: Counts) -> Counts:
    """The counts with those of whole provinces and of the region, and of wrong and duplicate codes."""
    found: Counts = Counter()
    for (name, province, department), count in counts.items():
        faulty = name in ("registrations_with_duplicate_code", "registrations_with_wrong_code")
        names = (name, *(("registrations_with_duplicate_or_wrong_code",) if faulty else ()))
        for each in names:
            for place in {(province, department), (province, ""), ("", "")}:
                found[each, *place] += count
    return found


def _registers(standard: str) -> bool:
    item = standards().get(standard)
    return item is not None and item.confirms and bool(item.role.status)


def _code_faults() -> Counter[int]:
    """Rows refused for their code, by submission; a row has one code and one fault of it."""
    codes = Finding.objects.filter(code__startswith=CODE_FAULTS).values_list("code", flat=True)
    errors = [code for code in set(codes) if find(code).severity == "error"]
    return _counts_of(tuple(errors))


def _counts_of(codes: tuple[str, ...]) -> Counter[int]:
    found: Counter[int] = Counter()
    rows = Finding.objects.filter(code__in=codes).values_list("submission", "count")
    for number, count in rows:
        found[number] += count
    return found


def by_indicator(found: list[Figure]) -> Iterator[tuple[Indicator, list[Figure]]]:
    """The figures under their indicator, the whole region first."""
    for one in dict.fromkeys(figure.indicator.id for figure in found):
        listed = [figure for figure in found if figure.indicator.id == one]
        yield listed[0].indicator, listed
