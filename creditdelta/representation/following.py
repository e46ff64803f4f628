"""What is an organisation told when somebody asks for its consent? A notice of its credit office.

Clause  S71, S9. An effect of project/followers.py: within `writing()`, once for each request.
"""

from collections.abc import Callable, Mapping
from typing import Any

from creditdelta.consent.events import ConsentAsked
from creditdelta.consent.tables import parts_words
from creditdelta.journal.services import Envelope
from creditdelta.lookups.words import office_words, purpose_words
from creditdelta.notices.services import issue
from creditdelta.subjects.queries import codes_of
from creditdelta.subjects.rules import province_of

NAME = "representation"
NOTICE = "consent_asked"


def asked(event: ConsentAsked, about: Envelope, step: int) -> None:
    """The organisation is told who asks for what, why and until when."""
    _, code = codes_of([event.ref]).get(event.ref, ("", ""))
    province = province_of(code)
    if not province:
        return  # no code that names a province: nobody whose office could write
    fields = {
        "recipient": office_words(event.recipient).zh,
        "parts": parts_words(event.parts).zh,
        "purpose": purpose_words(event.purpose).zh,
        "period": f"自同意之日起至 {event.until}",
    }
    issue(NOTICE, event.ref, f"{province}0000-credit", fields, about)


EFFECTS: Mapping[str, Callable[[Any, Envelope, int], int | None]] = {ConsentAsked.kind: asked}
