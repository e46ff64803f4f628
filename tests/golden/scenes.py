"""Something of everything that may happen to a ledger, in a home that is empty and ready."""

from datetime import UTC, date, datetime
from pathlib import Path

from creditdelta.accounts.models import Account
from creditdelta.accounts.reader import Held
from creditdelta.consent import services as consents
from creditdelta.contributions.services import Wish, look_earned
from creditdelta.facade.check import rulebook
from creditdelta.intake import apply
from creditdelta.intake.events import SubmissionClosed, SubmissionOpened, SubmissionReleased
from creditdelta.intake.queries import next_number
from creditdelta.intake.services import Received, destroy_originals, ingest, mended
from creditdelta.intake.tests.supplies import (
    OFFICE,
    organisation,
    penalties,
    penalty,
    registrations,
    written,
)
from creditdelta.journal.database import writing
from creditdelta.journal.replacing import replace_signing_key
from creditdelta.journal.services import checkpoint, envelope, record, seal
from creditdelta.lookups import services as looks
from creditdelta.notices import serving
from creditdelta.notices.contents import said_by
from creditdelta.notices.models import Notice
from creditdelta.notices.services import GROUNDS, Asked, erase, issue_many
from creditdelta.questions.following import bring_up
from creditdelta.questions.queries import evidence, queue
from creditdelta.questions.services import set_aside, shown, take_back
from creditdelta.records import pool_apply
from creditdelta.records import services as decisions
from creditdelta.records.compaction import compact
from creditdelta.records.models import Statement
from creditdelta.records.pool_events import Erased, RecordErased
from creditdelta.representation import services as representing
from creditdelta.representation.queries import open_invitations
from creditdelta.rulebook.digest import rulebook_digest
from creditdelta.rulebook.enums import enum
from creditdelta.rulebook.offices import office
from creditdelta.rulebook.records import standard
from creditdelta.rulebook.representation import GROUNDS as REPRESENTATION_GROUNDS
from creditdelta.screening import services as screening
from creditdelta.screening.rules import Entry
from creditdelta.subjects import services as identity
from creditdelta.subjects.models import Reference
from creditdelta.uploads import profiles
from tests.golden.account_scenes import appointed, keyed, proposed, pushed
from tests.golden.desk_scenes import at_the_desk, turned
from tests.golden.list_scenes import in_lists
from tests.golden.repair_scenes import in_repair

DAY = date(2026, 4, 1)


def scenes(folder: Path) -> None:
    """Something of everything that may happen to a ledger."""

    def take(path: Path) -> None:
        ingest(Received(path, "310000", "clerk", DAY), rulebook())

    take(registrations(folder, 3))
    take(penalties(folder, 4))
    take(penalties(folder, 4))
    checkpoint()
    taken_back = {
        "kind": "行政处罚",
        "uscc": penalty(1)["CF_XDR_SHXYM"],
        "authority": OFFICE,
        "number": penalty(1)["CF_WSH"],
        "ground": "原决定被撤销",
        "annulling_number": "沪示撤〔2026〕1号",
        "withdrawn_on": "2026-03-02",
        "reason": "合成示例",
    }
    take(written(folder / "withdrawals.csv", "withdrawal", [taken_back]))
    with writing():
        mended(4, 2, envelope("310000", "clerk"))
    (folder / "nothing.csv").write_text("没有这样的表头\n1\n", encoding="utf-8")
    take(folder / "nothing.csv")
    held()
    list(compact(envelope("310000", "worker"), everything=True))
    destroy_originals(date(2030, 1, 1), "worker")
    decided()
    erased()
    appointed()
    keyed()
    pushed()
    proposed()
    looked()
    contributed(folder)
    consented()
    represented()
    told()
    at_the_desk(folder)
    first = bytes(Reference.objects.filter(scheme="uscc").order_by("ref")[0].ref)
    in_lists(first)
    in_repair(first)
    mapped()
    screened()
    questioned(folder)
    turned()
    replace_signing_key(envelope("310000", "chief"), "routine", seed=b"\x09" * 32)


def looked() -> None:
    """Looks at what is not public: a usual one, a secret one whose case is closed, a week reviewed."""
    post = Held("credit_officer", "310000-credit", "310000")
    about = envelope("310000", "ab" * 16, at=datetime(2026, 4, 1, 2, tzinfo=UTC))
    ref = bytes(Reference.objects.filter(scheme="uscc").order_by("ref")[0].ref)
    for number in range(1, 6):
        looks.look(looks.Asked(ref, "licence_review", f"沪示许〔2026〕{number}号"), post, about)
    secret = looks.look(looks.Asked(ref, "sealed_investigation", "沪示案〔2026〕1号"), post, about)
    looks.disclose(secret, post.office, about)
    looks.review(DAY, about.actor, "理由正当", about, date(2026, 4, 20))
    seal()


def contributed(folder: Path) -> None:
    """A market reporter earns a look and makes it."""
    code, name = organisation(0)
    rows = [
        {
            "title": "合成示例采购合同",
            "contract_number": f"示合〔2026〕{number}号",
            "name": name,
            "uscc": code,
            "counterparty_code": "91310000DEMB000148",
            "state": "履行中",
        }
        for number in range(10)
    ]
    path = written(folder / "contracts.csv", "contract_performance", rows)
    bank = office("310000-bank_1")
    ingest(Received(path, "310000", "clerk", DAY, source=bank.id), rulebook())
    post = Held("market_reporter", bank.id, "310000")
    ref = bytes(Reference.objects.get(scheme="uscc", code=code).ref)
    wish = Wish(ref, "contract_review", "合成示例")
    look_earned(wish, bank, post, envelope("310000", "ab" * 16), DAY)


def consented() -> None:
    """Requests for consent with every answer there is."""
    bank, own = envelope("310000", "bank"), envelope("310000", "representative")
    purposes = ("contract_review", "licence_review", "tender_review")
    revoked, refused, taken_back = (
        consents.ask(
            consents.Wish(bytes(16), "310000-bank_1", one, ("tax", "contracts"), DAY, "合成示例"),
            bank,
            DAY,
        )
        for one in purposes
    )
    consents.grant(revoked, ("tax",), DAY, own, DAY)
    consents.revoke(revoked, own, DAY)
    consents.refuse(refused, own, DAY)
    consents.take_back(taken_back, bank, DAY)


def told() -> None:
    """A notice that was sent, came back and was announced; one that was read; one that was erased."""
    about = envelope("310000", "chief")
    ref = bytes(Reference.objects.filter(scheme="uscc").order_by("ref")[0].ref)
    fields = {
        "matter": "合成示例",
        "facts": "合成示例",
        "ground": "合成示例",
        "reply_until": "2026-05-01",
    }
    asked = [Asked(ref, fields)] * 3
    with writing():
        sent, seen, gone = issue_many("prior_notice", "310000-credit", asked, about, on=DAY)
    serving.begin(sent, "mail", about)
    serving.fail(sent, "mail", "unreachable", about)
    serving.again(sent, "mail", about)
    serving.dispatch(sent, "letter", about, on=DAY)
    serving.fail(sent, "letter", "returned", about)
    serving.serve(sent, "letter", "public", DAY, about, bytes(32))
    serving.agree(ref, about)
    serving.opened(seen, about)
    serving.end_agreement(ref, about)
    erase(gone, enum(GROUNDS).rows[0].code, about)


def questioned(folder: Path) -> None:
    """A name that nobody bears: the question is set aside and taken up again."""
    misnamed = penalties(
        folder, 1, "misnamed.csv", CF_XDR_MC="上海另外商贸有限公司", CF_WSH="沪示罚〔2026〕1号"
    )
    ingest(Received(misnamed, "310000", "clerk", DAY), rulebook())
    about = envelope("310000", "chief")
    ref = Reference.objects.get(code=penalty(0)["CF_XDR_SHXYM"]).ref
    with writing():
        bring_up([bytes(ref)])
    (asked,) = queue("310000", "ask")
    known = evidence(asked)
    take_back(set_aside(known.id, shown(known), about), about)


def represented() -> None:
    """A letter that is answered, a deputy and a code taken back, and the end of all that."""
    about, chief = envelope("310000", "chief"), "ef" * 16
    ref = bytes(Reference.objects.filter(scheme="uscc").order_by("ref")[0].ref)
    Account.objects.create(id=chief, login="golden-chief", password="!")
    representing.invite_by_letter(ref, "310000-credit", about, DAY)
    one = open_invitations(ref, DAY)[0]
    representing.take_back(ref, one.id, about, DAY)
    letter = representing.invite_by_letter(ref, "310000-credit", about, DAY)
    code = said_by(Notice.objects.get(pk=letter)).fields["code"]
    representing.redeem(ref, code, chief, about, DAY)
    representing.invite(ref, "deputy", about, DAY)
    representing.withdraw(ref, enum(REPRESENTATION_GROUNDS).rows[0].code, about, DAY)


def mapped() -> None:
    """A column mapping that is remembered, replaced by a later edition, and forgotten."""
    about, office = envelope("310000", "bank"), "310000-bank_1"
    item = standard("contract_performance")
    columns = {one.label.zh: one.code for one in item.columns if one.need == "mandatory"}
    chosen = profiles.Chosen(item, [*columns, "备注"], columns)
    first = profiles.remember(office, chosen, about)
    profiles.forget(office, profiles.remember(office, chosen, about, replaces=first), about)


def screened() -> None:
    """A list that an office has screened."""
    batch = [Entry(1, "a", organisation(0)[0]), Entry(2, name="上海示例商贸有限公司")]
    screening.ask("310000-credit", "clerk", screening.received([batch]))


def held() -> None:
    """A submission that waited for a second officer."""
    first, second = envelope("320000", "clerk"), envelope("320000", "chief")
    with writing():
        number = next_number()
        event = SubmissionOpened(
            submission=number,
            region="320000",
            source="penalty",
            standard="penalty/2018",
            file_id=bytes(16),
            rulebook=rulebook_digest(),
            issued_at=first.recorded_at,
            batch="7",
            received_on=DAY,
            rows=2,
            rejected=2,
            parts=0,
            findings={"CD-CODE-001": 2},
            held_for="rows 2 > 10 x 0",
        )
        record(event, apply.opened, first)
        record(SubmissionReleased(number, "合成示例"), apply.released, second)
        record(SubmissionClosed(number), apply.closed, second)


def erased() -> None:
    """A record that was erased; its part is not written again, so that the journal can be played."""
    about = envelope("310000", "chief")
    with writing():
        told = Statement.objects.filter(standard__startswith="penalty").order_by("-place")[:1].get()
        one = Erased(bytes(told.ref), bytes(told.document), bytes(range(16)))
        event = RecordErased((one,), (told.place,), "合成示例", DAY, ())
        record(event, pool_apply.erased, about)


def decided() -> None:
    """What officers decide: a succession and its undoing, a withdrawal and its undoing."""
    about = envelope("310000", "chief")
    one, two = Reference.objects.filter(scheme="uscc").order_by("ref").values_list("ref")[:2]
    ground = enum(identity.GROUNDS).rows[0].code
    asked = identity.Link(
        "succeeds", bytes(one[0]), bytes(two[0]), ground, "合成示例〔2026〕1号", DAY
    )
    identity.unlink(identity.link(asked, about), ground, about)
    told = Statement.objects.filter(standard__startswith="penalty").order_by("place")[:1].get()
    target = decisions.Target(bytes(told.ref), bytes(told.document))
    act = decisions.Act("合成示例〔2026〕2号", "0" * 64)
    ground = enum(decisions.GROUNDS).rows[0].code
    decisions.withdraw(target, ground, act, DAY, about, today=DAY)
    decisions.reopen(target, act, about)
