"""What waits for a decision: held submissions, withdrawals of another officer, lists to look at, questions.

Clause  S27, S31, S32.
"""

from collections.abc import Iterator

from django.db.models import Q

from creditdelta.inbox.sources.place import Place
from creditdelta.inbox.tasks import Task, due_within
from creditdelta.intake.batches import of_office, of_region, office_of_submission
from creditdelta.intake.models import ListOwner, Submission, Withdrawal
from creditdelta.intake.queries import hands_of
from creditdelta.intake.words import held_words, standard_label
from creditdelta.notices.tables import office_label
from creditdelta.pages.language import say, t
from creditdelta.questions.queries import counts, queue
from creditdelta.rulebook.offices import Office

CREDIT = "credit_officer"


def held(place: Place) -> Iterator[Task]:
    """Submissions that a second officer lets in or sends back; a credit office sees its province's."""
    for one in Submission.objects.filter(whose(place.office), state="held").order_by("id"):
        label = say(standard_label(one))
        href = place.at("desk_batch", one.pk)
        own = place.account in hands_of(one)
        yield Task(
            t(f"核对被拦下的批次 {one.pk}", f"Look at submission {one.pk}, which was held"),
            href,
            f"{say(office_label(office_of_submission(one) or one.source))} · {label}",
            t("您经手过，须由另一人核对", "you had a hand in it: another officer looks")
            if own
            else say(held_words(one.held_for)),
            None if own else t("核对", "Look"),
            due_within(one.received_at, place.terms.second_look_days, place.day, place.calendar),
        )


def withdrawals(place: Place) -> Iterator[Task]:
    """Withdrawals that wait for a second officer."""
    for one in Withdrawal.objects.filter(office=place.office.id, state="proposed").order_by(
        "proposed_at"
    ):
        own = one.proposed_by == place.account
        yield Task(
            t(
                f"确认撤回 {one.records} 条记录",
                f"Confirm that {one.records} records are withdrawn",
            ),
            place.at("desk_withdrawal", bytes(one.pk).hex()),
            one.act_number,
            t("您提出的，须由另一人确认", "you proposed it: another officer confirms")
            if own
            else "",
            None if own else t("确认", "Confirm"),
            due_within(one.proposed_at, place.terms.second_officer_days, place.day, place.calendar),
        )


def listed(place: Place) -> Iterator[Task]:
    """Records of organisations on the office's lists were withdrawn."""
    for one in ListOwner.objects.filter(office=place.office.id, acknowledged_at=None).order_by(
        "told_at"
    ):
        count = one.organisations
        yield Task(
            t(
                f"名单内 {count} 个组织的记录被撤回",
                f"Records of {count} organisations on your lists were withdrawn",
            ),
            place.at("desk_withdrawals"),
            note=t("看列入名单的依据还在不在", "see whether the listing still has its ground"),
            action=t("去看", "Look"),
            due=due_within(one.told_at, place.terms.list_owner_days, place.day, place.calendar),
            act="acknowledge",
            key=str(one.submission),
        )


def questions(place: Place) -> Iterator[Task]:
    """Questions about whom rows mean: one line for all of them, due when the oldest is."""
    count = counts(place.office.region)["ask"]
    oldest = queue(place.office.region, "ask") if count else []
    if oldest:
        yield Task(
            t(f"判断 {count} 个疑问", f"Answer {count} questions"),
            place.at("desk_questions"),
            t("报来的行说的是谁", "whom rows mean"),
            action=t("判断", "Answer"),
            due=due_within(oldest[0].since, place.terms.question_days, place.day, place.calendar),
        )


def whose(office: Office) -> Q:
    """The submissions an office looks after: a credit office its whole province's."""
    return of_region(office.region) if office.role == CREDIT else of_office(office)
