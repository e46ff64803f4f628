"""From events to the table of questions set aside; nothing else writes it."""

from creditdelta.journal.services import Envelope
from creditdelta.questions.events import QuestionSetAside, QuestionTakenUp
from creditdelta.questions.models import SetAside


def set_aside(event: QuestionSetAside, about: Envelope) -> None:
    """The question rests."""
    SetAside.objects.create(
        id=event.decision,
        question=event.question,
        region=about.region,
        ref=event.ref,
        name_key=event.name_key,
        evidence=event.evidence,
        actor=about.actor,
        made_at=about.recorded_at,
    )


def taken_up(event: QuestionTakenUp, about: Envelope) -> None:
    """The question is asked again."""
    SetAside.objects.filter(pk=event.decision).update(
        taken_up_at=about.recorded_at, taken_up_by=about.actor
    )
