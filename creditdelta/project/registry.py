"""Which function applies which event? The one table from event kinds to `apply`.

Clause  S34, S71: the same function serves a decision made here, a rebuild, and later an event from
another province. `prepare` opens what must lie ready before the transaction of a bulk event.

An event keeps the version it was written in. Its newest form alone has an `apply`; older bodies are
lifted to it one version at a time by the functions of `UPCASTERS`. A form is never changed without
a new version: tests/golden/shapes.json holds every form that was ever written.
"""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from creditdelta.accounts import apply as accounts
from creditdelta.accounts import events as posts
from creditdelta.api_keys import apply as api_keys
from creditdelta.api_keys import events as keys
from creditdelta.consent import apply as consent
from creditdelta.consent import events as consents
from creditdelta.contributions import apply as contributions
from creditdelta.contributions import events as contributed
from creditdelta.feed import apply as feed
from creditdelta.feed import events as days
from creditdelta.intake import apply as intake
from creditdelta.intake import desk_apply as desk
from creditdelta.intake import desk_events as said
from creditdelta.intake import events as submission
from creditdelta.journal import apply as journal
from creditdelta.journal import events as own
from creditdelta.journal.codec import decode
from creditdelta.journal.models import Event
from creditdelta.journal.services import Envelope
from creditdelta.lists import apply as lists
from creditdelta.lists import events as listing
from creditdelta.lookups import apply as lookups
from creditdelta.lookups import events as looks
from creditdelta.notices import apply as notices
from creditdelta.notices import events as told
from creditdelta.questions import apply as questions
from creditdelta.questions import events as asked
from creditdelta.records import decisions_apply as decisions
from creditdelta.records import events as decided
from creditdelta.records import pool_apply as records
from creditdelta.records import pool_events as pool
from creditdelta.repair import apply as repair
from creditdelta.repair import events as repaired
from creditdelta.representation import apply as representation
from creditdelta.representation import events as represented
from creditdelta.screening import apply as screening
from creditdelta.screening import events as screened
from creditdelta.subjects import apply as subjects
from creditdelta.subjects import events as identity
from creditdelta.uploads import apply as uploads
from creditdelta.uploads import events as mappings
from creditdelta.webhooks import apply as webhooks
from creditdelta.webhooks import events as hooks


@dataclass(frozen=True, slots=True)
class Entry:
    """An event's form in its newest version and what applies it."""

    form: type[Any]
    apply: Callable[[Any, Envelope], None]
    prepare: Callable[[Any], AbstractContextManager[None]] | None = None


_ENTRIES = (
    Entry(own.JournalOpened, journal.noted),
    Entry(own.RulebookActivated, journal.noted),
    Entry(own.SigningKeyReplaced, journal.noted),
    Entry(posts.AccountChanged, accounts.changed),
    Entry(posts.AccountSignInsSealed, accounts.sign_ins_sealed),
    Entry(posts.AccountProposed, accounts.proposed),
    Entry(posts.AccountProposalWithdrawn, accounts.proposal_withdrawn),
    Entry(posts.AccountAppointed, accounts.appointed),
    Entry(posts.AccountDismissed, accounts.dismissed),
    Entry(keys.ApiKeyIssued, api_keys.issued),
    Entry(keys.ApiKeyRevoked, api_keys.revoked),
    Entry(consents.ConsentAsked, consent.asked),
    Entry(consents.ConsentGranted, consent.granted),
    Entry(consents.ConsentRefused, consent.refused),
    Entry(consents.ConsentRevoked, consent.revoked),
    Entry(consents.ConsentTakenBack, consent.taken_back),
    Entry(represented.InvitationMade, representation.made),
    Entry(represented.InvitationRedeemed, representation.redeemed),
    Entry(represented.InvitationTakenBack, representation.taken_back),
    Entry(represented.RepresentationWithdrawn, representation.withdrawn),
    Entry(looks.LookupMade, lookups.made),
    Entry(looks.LookupDisclosed, lookups.disclosed),
    Entry(looks.LookupsReviewed, lookups.reviewed),
    Entry(submission.SubmissionOpened, intake.opened),
    Entry(submission.SubmissionPartLoaded, intake.part_loaded, intake.part_laid_out),
    Entry(submission.SubmissionClosed, intake.closed),
    Entry(submission.SubmissionReleased, intake.released),
    Entry(submission.SubmissionRefused, intake.refused),
    Entry(submission.SubmissionRepeated, intake.repeated),
    Entry(submission.SubmissionMeasured, intake.measured),
    Entry(submission.SubmissionMended, intake.mended),
    Entry(submission.OriginalDestroyed, intake.original_destroyed),
    Entry(said.ZeroReported, desk.zero_reported),
    Entry(said.ZeroTakenBack, desk.zero_taken_back),
    Entry(said.ZeroSuperseded, desk.zero_superseded),
    Entry(said.WithdrawalProposed, desk.withdrawal_proposed),
    Entry(said.WithdrawalConfirmed, desk.withdrawal_confirmed),
    Entry(said.WithdrawalRefused, desk.withdrawal_refused),
    Entry(said.WithdrawalTakenBack, desk.withdrawal_taken_back),
    Entry(said.WithdrawalSubmitted, desk.withdrawal_submitted),
    Entry(said.WithdrawalTold, desk.withdrawal_told),
    Entry(said.WithdrawalAcknowledged, desk.withdrawal_acknowledged),
    Entry(contributed.ContributionSpent, contributions.spent),
    Entry(screened.ScreeningMade, screening.made),
    Entry(mappings.MappingRemembered, uploads.remembered),
    Entry(mappings.MappingForgotten, uploads.forgotten),
    Entry(hooks.WebhookRegistered, webhooks.registered),
    Entry(hooks.WebhookSecretReplaced, webhooks.secret_replaced),
    Entry(hooks.WebhookEnded, webhooks.ended),
    Entry(identity.SubjectLinked, subjects.linked),
    Entry(identity.SubjectUnlinked, subjects.unlinked),
    Entry(asked.QuestionSetAside, questions.set_aside),
    Entry(asked.QuestionTakenUp, questions.taken_up),
    Entry(told.NoticeIssued, notices.issued),
    Entry(told.NoticeSendingBegun, notices.sending_begun),
    Entry(told.NoticeDispatched, notices.dispatched),
    Entry(told.NoticeFailed, notices.failed),
    Entry(told.NoticeRequeued, notices.requeued),
    Entry(told.NoticeServed, notices.served),
    Entry(told.NoticeRead, notices.read),
    Entry(told.NoticeErased, notices.erased),
    Entry(told.ServiceAgreed, notices.service_agreed),
    Entry(told.ServiceEnded, notices.service_ended),
    Entry(decided.RecordClosed, decisions.closed),
    Entry(decided.RecordReopened, decisions.reopened),
    Entry(listing.ListingProposed, lists.proposed),
    Entry(listing.ListingNotified, lists.happened),
    Entry(listing.StatementMade, lists.happened),
    Entry(listing.StatementWaived, lists.happened),
    Entry(listing.ListingDecided, lists.happened),
    Entry(listing.ListingConfirmed, lists.happened),
    Entry(listing.ListingSentBack, lists.happened),
    Entry(listing.ListingDropped, lists.happened),
    Entry(listing.ChangeAsked, lists.happened),
    Entry(listing.ChangeAgreed, lists.happened),
    Entry(listing.ChangeDeclined, lists.happened),
    Entry(listing.ListingEnded, lists.happened),
    Entry(listing.ListingRestored, lists.happened),
    Entry(listing.ListingReleased, lists.released),
    Entry(listing.ListingErased, lists.erased),
    Entry(repaired.RepairBegun, repair.begun),
    Entry(repaired.RepairProved, repair.happened),
    Entry(repaired.RepairSigned, repair.happened),
    Entry(repaired.RepairFiled, repair.happened),
    Entry(repaired.RepairForwarded, repair.happened),
    Entry(repaired.RepairReturned, repair.happened),
    Entry(repaired.RepairAccepted, repair.happened),
    Entry(repaired.RepairExtended, repair.happened),
    Entry(repaired.RepairDecided, repair.happened),
    Entry(repaired.RepairCompletionAsked, repair.happened),
    Entry(repaired.RepairRevocationAsked, repair.happened),
    Entry(repaired.RepairConfirmed, repair.happened),
    Entry(repaired.RepairSentBack, repair.happened),
    Entry(repaired.RepairWithdrawn, repair.happened),
    Entry(days.DayTurned, feed.day_turned),
    Entry(pool.PoolCompacted, records.compacted),
    Entry(pool.RecordErased, records.erased),
)
REGISTRY: dict[str, Entry] = {entry.form.kind: entry for entry in _ENTRIES}

Body = dict[str, Any]
# (kind, version) -> the body in the next version
UPCASTERS: dict[tuple[str, int], Callable[[Body], Body]] = {}


class UnknownEvent(LookupError):
    """The journal holds a kind or version this release does not know: a newer one wrote it."""


def told_by(event: Event) -> tuple[Entry, Any]:
    """What an event tells, in the newest form of its kind; raises `UnknownEvent`."""
    entry = REGISTRY.get(event.kind)
    if entry is None or not 1 <= event.version <= entry.form.version:
        raise UnknownEvent(f"{event.kind} version {event.version} (number {event.number})")
    body: Body = json.loads(event.body)
    for version in range(event.version, entry.form.version):
        lift = UPCASTERS.get((event.kind, version))
        if lift is None:
            raise UnknownEvent(f"{event.kind}: nothing lifts version {version}")
        body = lift(body)
    return entry, decode(entry.form, body)


def about(event: Event) -> Envelope:
    """Who recorded an event, where and when."""
    return Envelope(event.region, event.origin, event.actor, event.recorded_at)
