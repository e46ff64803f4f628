"""A list that is screened, and what came of it; run inside a worker's child."""

from hashlib import sha256
from typing import Any

from creditdelta.intake.tests.supplies import organisation
from creditdelta.journal.home import home
from creditdelta.rulebook.name_words import name_words
from creditdelta.screening import kept, reading, services, working
from creditdelta.screening.models import Job

OFFICE, CLERK = "310000-credit", "a" * 32


def listed(count: int, known: int) -> str:
    """Have a list screened: codes, slips, names, strangers in turn."""
    said = [_entry(number, known) for number in range(count)]
    batches = reading.entries(enumerate(said, 1), name_words(), count)
    return services.ask(OFFICE, CLERK, services.received(batches)).pk


def _entry(number: int, known: int) -> dict[str, str]:
    code, name = organisation(number % (2 * known))
    forms = ({"code": code}, {"code": code[:-1] + "A"}, {"name": name}, {"name": name + "甲"})
    return {"id": str(number), **forms[number % len(forms)]}


def screen() -> None:
    """Answer all there is."""
    while working.work_once():
        pass


def screened(job: str) -> dict[str, Any]:
    """How a list stands, a digest of the answers to it, and what lies about."""
    row = Job.objects.get(pk=job)
    place = kept.place_of(job)
    left = [path.name for path in place.iterdir() if path.name[0] == "."]
    strays = [path.name for path in (home() / kept.FOLDER).iterdir() if path.name != job]
    content = b"".join(kept.result(place))
    return {
        "state": row.state,
        "done": row.done_count,
        "counts": row.counts,
        "lines": content.count(b"\n"),
        "digest": sha256(content).hexdigest(),
        "halves": left,
        "strays": strays,
    }
