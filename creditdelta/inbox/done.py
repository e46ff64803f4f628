"""What was done at an office lately: the latest of each part, the latest of all first.

Clause  S31.
"""

from collections.abc import Callable, Iterable, Iterator

from creditdelta.inbox.sources.deciding import whose
from creditdelta.inbox.sources.place import Place
from creditdelta.inbox.tasks import Done
from creditdelta.intake.models import Submission, Withdrawal
from creditdelta.intake.words import STATES, standard_label
from creditdelta.notices.models import Notice
from creditdelta.pages.language import say, t
from creditdelta.questions.queries import decided
from creditdelta.questions.tables import called
from creditdelta.questions.words import KINDS
from creditdelta.rulebook.notices import kind_since

MOST = 100
_ENDED = ("confirmed", "refused", "taken_back")


def done(place: Place) -> list[Done]:
    """The latest things done, of whatever the reader may see."""
    found = [one for operation, part in _PARTS if place.may(operation) for one in part(place)]
    return sorted(found, key=lambda one: one.at, reverse=True)[:MOST]


def _batches(place: Place) -> Iterator[Done]:
    ended = Submission.objects.filter(whose(place.office), closed_at__isnull=False)
    for one in ended.order_by("-closed_at")[:MOST]:
        what = f"{t('批次', 'submission')} {one.pk} · {say(STATES[one.state])}"
        label = f"{say(standard_label(one))} · {one.rows} {t('行', 'rows')}"
        account = one.decided_by or one.actor
        yield Done(
            one.closed_at or one.received_at, what, label, place.at("desk_batch", one.pk), account
        )


def _withdrawals(place: Place) -> Iterator[Done]:
    ended = Withdrawal.objects.filter(office=place.office.id, state__in=_ENDED)
    for one in ended.exclude(decided_at=None).order_by("-decided_at")[:MOST]:
        what = t(f"撤回 {one.records} 条记录", f"withdrawal of {one.records} records")
        href = place.at("desk_withdrawal", bytes(one.pk).hex())
        yield Done(one.decided_at or one.proposed_at, what, one.act_number, href, one.decided_by)


def _questions(place: Place) -> Iterator[Done]:
    for one in decided(place.office.region, MOST):
        href = place.at("desk_questions", tab="answered", done=one.id.hex())
        yield Done(one.made_at, say(KINDS[one.kind]), called(one.name), href, one.actor)


def _notices(place: Place) -> Iterator[Done]:
    issued = Notice.objects.filter(office=place.office.id)
    for one in issued.order_by("-issued_at")[:MOST]:
        title = say(kind_since(one.form, one.since).title)
        href = place.at("desk_notice", bytes(one.pk).hex())
        yield Done(one.issued_at, t(f"发出{title}", f"issued: {title}"), one.number, href, "")


_PARTS: tuple[tuple[str, Callable[[Place], Iterable[Done]]], ...] = (
    ("batch.read", _batches),
    ("withdrawal.decide", _withdrawals),
    ("question.read", _questions),
    ("notice.read", _notices),
)
