"""Lists about invented organisations, and what an archive says of them one by one."""

from pathlib import Path
from typing import Any

from creditdelta.archive.queries import archive
from creditdelta.archive.tests.visits import TODAY, on_the_day, take
from creditdelta.intake.tests.supplies import organisation, penalties, registrations
from creditdelta.records.publishing import rules
from creditdelta.rulebook.name_words import name_words
from creditdelta.screening import reading, services
from creditdelta.screening.engine import answered
from creditdelta.screening.models import Job
from creditdelta.screening.rules import Entry
from creditdelta.search.tests.scenes import followed

FIRMS = 6
OFFICE = "310000-credit"
ID_NUMBER = "110101199003074477"  # nobody's: its check character is made up to be right
PERSON = "王小明"


def firms(folder: Path, count: int = FIRMS, penalised: int = 3) -> None:
    """Organisations, some of which have a penalty in publicity; the index has seen them."""
    on_the_day()
    take(registrations(folder, count))
    take(penalties(folder, penalised))
    followed()


def screened(*said: dict[str, str]) -> list[dict[str, Any]]:
    """What is answered to a list."""
    return answered(read(*said), TODAY)


def read(*said: dict[str, str]) -> list[Entry]:
    """The entries of a list."""
    batches = reading.entries(enumerate(said, 1), name_words(), len(said))
    return [one for batch in batches for one in batch]


def asked(*said: dict[str, str]) -> Job:
    """A list that an office has screened."""
    batches = reading.entries(enumerate(said, 1), name_words(), len(said))
    return services.ask(OFFICE, "a" * 32, services.received(batches))


def adverse_of(code: str) -> int:
    """How many adverse records the archive shows."""
    found = archive(code, today=TODAY)
    standards = rules().standards
    return sum(
        one.speaking is not None and standards[one.speaking.standard].nature == "adverse"
        for one in found.records
    )


def firm(number: int) -> tuple[str, str]:
    """Code and name of an organisation."""
    return organisation(number)
