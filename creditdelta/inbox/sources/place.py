"""For whom is the inbox read: which office, which account, on which day, and where do its pages lie?

Clause  S31.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from creditdelta.kernel.days import Calendar
from creditdelta.rulebook.desk_terms import Terms
from creditdelta.rulebook.offices import Office


@dataclass(frozen=True, slots=True)
class Place:
    """An office's desk. `at`: the address of one of its pages; `may`: whether the reader may do that."""

    office: Office
    account: str
    day: date
    calendar: Calendar
    terms: Terms
    at: Callable[..., str]
    may: Callable[[str], bool]
