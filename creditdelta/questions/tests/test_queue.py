"""The queue says what waits, follows what happens, and offers an officer the answers there are."""

from pathlib import Path
from random import Random

import pytest

from creditdelta.intake.tests.supplies import organisation, penalties, registrations
from creditdelta.journal.services import Envelope, envelope, seal
from creditdelta.project.followers import run_followers
from creditdelta.questions import queries, services
from creditdelta.questions.evidence import Evidence, id_of
from creditdelta.questions.models import Queued, SetAside
from creditdelta.questions.rules import answer_for
from creditdelta.questions.tests.waiting import (
    JIANGSU,
    NAME,
    OTHER_NAME,
    SHANGHAI,
    listed,
    ref,
    registered,
    take,
)
from creditdelta.records.questions import questions
from creditdelta.subjects.models import Judgement
from creditdelta.subjects.services import LinkRefused
from creditdelta.world import codes

pytestmark = pytest.mark.usefixtures("ledger")
OFFICER, OTHER = envelope(SHANGHAI, "officer"), envelope(SHANGHAI, "other")
GROUND = "人工核对"


def followed() -> None:
    seal()
    run_followers()


def asked(tab: queries.Tab = "ask", region: str = SHANGHAI) -> Evidence:
    (found,) = queries.queue(region, tab)
    return queries.evidence(found)


def answered(known: Evidence, about: Envelope = OFFICER, candidate: bytes | None = None) -> bytes:
    return services.answer(known.id, candidate or ref(), GROUND, services.shown(known), about)


def test_a_misnamed_row_is_answered_and_taken_back(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    take(penalties(tmp_path, 1, CF_XDR_MC=OTHER_NAME))
    known = asked()
    assert (known.about.wait, known.question.name, known.about.rows) == ("misnamed", OTHER_NAME, 1)
    assert queries.counts(SHANGHAI) == {"ask": 1, "register": 0, "resting": 0}
    made = answered(known)
    assert queries.queue(SHANGHAI, "ask") == []  # at once, although the queue follows later
    followed()
    assert Queued.objects.count() == 0
    (decision,) = queries.decided(SHANGHAI)
    assert (decision.id, decision.kind, decision.name) == (made, "name", OTHER_NAME)
    services.take_back(made, OTHER)
    followed()
    assert asked().id == known.id
    assert queries.decided(SHANGHAI)[0].undone


def test_an_older_number_is_answered_by_whom_the_officer_means(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    take(listed(tmp_path, NAME))
    known = asked()
    assert (known.about.wait, [one.because for one in known.question.candidates]) == (
        "unknown", ["same_name"],
    )  # fmt: skip
    answered(known)
    assert Judgement.objects.get().region == SHANGHAI
    followed()
    assert Queued.objects.count() == 0


def test_a_near_name_is_offered_and_never_linked(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    take(listed(tmp_path, NAME.replace("商贸", "商货")))
    known = asked()
    assert [(one.because, one.name) for one in known.question.candidates] == [("near", NAME)]
    assert Judgement.objects.count() == 0


def test_nobody_is_looked_for_by_a_persons_name(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    take(listed(tmp_path, "王小明"))
    known = asked()
    assert known.person
    assert known.question.candidates == ()


def test_a_row_never_moves_to_another_code(tmp_path: Path) -> None:
    take(registrations(tmp_path, 2))
    other = organisation(1)[1]
    take(penalties(tmp_path, 1, CF_XDR_MC=other))
    known = asked()
    possible = {
        one.because: answer_for(known.about, one) is not None for one in known.question.candidates
    }
    assert possible == {"same_name": False, "same_code": True}
    with pytest.raises(services.AnswerRefused, match="candidate"):
        answered(known, candidate=ref(organisation(1)[0]))


def test_an_unknown_code_waits_for_the_register(tmp_path: Path) -> None:
    take(penalties(tmp_path, 1))
    assert queries.counts(SHANGHAI) == {"ask": 0, "register": 1, "resting": 0}
    take(registrations(tmp_path, 1))
    assert Queued.objects.count() == 0


def test_a_question_set_aside_comes_back_with_other_evidence(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    take(listed(tmp_path, "上海另外商贸有限公司"))
    known = asked()
    services.set_aside(known.id, services.shown(known), OFFICER)
    assert queries.counts(SHANGHAI) == {"ask": 0, "register": 0, "resting": 1}
    followed()
    take(registrations(tmp_path, 2, "more.csv"), 2)  # nothing near it
    assert queries.counts(SHANGHAI)["resting"] == 1
    take(registered(tmp_path, 7, "上海另处商贸有限公司"), 3)
    back = asked()
    assert [one.because for one in back.question.candidates] == ["near"]
    services.set_aside(back.id, services.shown(back), OFFICER)
    followed()
    assert queries.counts(SHANGHAI)["ask"] == 0
    assert SetAside.objects.filter(taken_up_at=None).count() == 1


def test_what_was_set_aside_is_taken_up_again(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    take(listed(tmp_path, NAME))
    known = asked()
    made = services.set_aside(known.id, services.shown(known), OFFICER)
    services.take_back(made, OTHER)
    assert asked().id == known.id
    with pytest.raises(services.AnswerRefused, match="undone"):
        services.take_back(made, OTHER)


def test_of_two_officers_one_is_told_that_the_other_was_quicker(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    take(listed(tmp_path, NAME))
    first = second = asked()
    services.set_aside(first.id, services.shown(first), OFFICER)
    seen = services.shown(second).split(".")[0] + "."
    with pytest.raises(services.AnswerRefused, match="rested"):
        services.answer(second.id, ref(), GROUND, seen, OTHER)
    services.take_back(queries.decided(SHANGHAI)[0].id, OFFICER)
    answered(second)
    with pytest.raises((services.AnswerRefused, LinkRefused)):
        answered(second, OTHER)
    assert Judgement.objects.count() == 1


def test_an_answer_is_held_to_what_was_shown(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    take(listed(tmp_path, NAME))
    known = asked()
    take(registered(tmp_path, 7, NAME), 2)
    with pytest.raises(services.AnswerRefused, match="seen"):
        answered(known)


def test_each_province_has_its_own_questions(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    take(listed(tmp_path, NAME))
    take(penalties(tmp_path, 1, CF_XDR_MC=OTHER_NAME), region=JIANGSU)
    assert asked().about.scheme == "registration_number"
    assert asked(region=JIANGSU).about.wait == "misnamed"
    made = answered(asked())
    assert queries.decided(JIANGSU) == []
    with pytest.raises(services.AnswerRefused, match="undone"):
        services.take_back(made, envelope(JIANGSU, "officer"))


def test_the_next_question_is_who_waits_longest_then_from_the_beginning(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    for number in range(3):
        take(listed(tmp_path, NAME, codes.registration_number(Random(number), "310115")))
    order = [id_of(one) for one in queries.queue(SHANGHAI, "ask")]
    found = [queries.next_after(one) for one in queries.queue(SHANGHAI, "ask")]
    assert found == [order[1], order[2], order[0]]


def test_the_queue_is_what_a_look_at_everything_finds(tmp_path: Path) -> None:
    take(penalties(tmp_path, 6))
    take(registrations(tmp_path, 3))
    take(penalties(tmp_path, 2, "misnamed.csv", CF_XDR_MC=OTHER_NAME), 2)
    take(listed(tmp_path, NAME))
    everything = {id_of(one.about): one.about for one in questions(1000)}
    queued = {bytes(one.id): one for one in Queued.objects.all()}
    assert queued.keys() == everything.keys()
    assert all(
        (queued[id].rows, queued[id].wait, queued[id].since) == (one.rows, one.wait, one.since)
        for id, one in everything.items()
    )
