"""Scenes of lists: organisations of Shanghai fined by an environment bureau, officers, a served notice."""

from datetime import UTC, date, datetime
from pathlib import Path

from creditdelta.facade.check import rulebook
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import organisation, penalty, registrations, written
from creditdelta.journal.home import key
from creditdelta.journal.services import Envelope
from creditdelta.journal.synthetic import business_day, mark
from creditdelta.kernel.keyed import opaque
from creditdelta.lists import services
from creditdelta.lists.queries import entry
from creditdelta.lists.rules import Entry
from creditdelta.lists.services import Decision, Proposal
from creditdelta.notices.serving import dispatch, serve
from creditdelta.records.queries import identity, records_of
from creditdelta.records.services import Act

DAY = date(2026, 4, 1)
OFFICE, REGION = "310000-ecology", "310000"
LIST, CRITERION = "environment_serious", "environment_false_monitoring"
ACT = Act("沪示环信决〔2026〕1号", "ab" * 32)
LAW = "demo-environment#9"
REASONS = "合成示例：伪造监测数据，被处以罚款。"


def fined(folder: Path, count: int = 1, **given: str) -> list[bytes]:
    """Organisations of a demonstration, each fined once by a bureau of the environment."""
    mark("合成示例", DAY)
    send(registrations(folder, count))
    rows = [penalty(n, **offence(), **given) for n in range(count)]
    send(written(folder / "fines.csv", "penalty", rows))
    return [ref_of(n) for n in range(count)]


def offence() -> dict[str, str]:
    """Cells of a fine that make a candidate."""
    return {"CF_CFJG": "合成示例生态环境局", "CF_WFXW": "伪造监测数据", "CF_YXQ": "2027-06-02"}


def send(path: Path) -> None:
    """Take a file in."""
    ingest(Received(path, REGION, "clerk", DAY), rulebook())


def ref_of(number: int) -> bytes:
    """The reference of the n-th invented organisation."""
    return opaque(key("identity"), "reference", ("uscc", organisation(number)[0]))


def documents(ref: bytes, kind: str = "penalty") -> tuple[bytes, ...]:
    """The records of a kind about an organisation."""
    who = identity(ref)
    assert who is not None
    found = records_of(who, day=DAY)
    return tuple(
        one.document for one in found if one.speaking and one.speaking.standard.startswith(kind)
    )


def by(account: str, region: str = REGION) -> Envelope:
    """Who acts, at noon of the first day."""
    return Envelope(region, "here", account, datetime(2026, 4, 1, 4, tzinfo=UTC))


def proposed(ref: bytes, office: str = OFFICE) -> bytes:
    """A proposal on the fine."""
    wanted = Proposal(LIST, ref, office, (CRITERION,), documents(ref), REASONS)
    return services.propose(wanted, by("first"), business_day())


def notified(ref: bytes, *, served: bool = True) -> bytes:
    """A proposal whose notice went out, and was served by post."""
    id, day = proposed(ref), business_day()
    notice = services.notify(id, by("first"), day)
    if served:
        dispatch(notice, "letter", by("first"), on=day)
        serve(notice, "letter", "post", day, by("first"), b"\1" * 32)
    return id


def decided(ref: bytes) -> bytes:
    """A first officer decided after the organisation waived its hearing."""
    id, day = notified(ref), business_day()
    services.waive(id, "cd" * 32, by("first"), day)
    services.decide(id, Decision(ACT, LAW, day), by("first"), day)
    return id


def listed(ref: bytes) -> bytes:
    """Two officers agreed."""
    id = decided(ref)
    services.confirm(id, by("second"), business_day())
    return id


def now(id: bytes) -> Entry:
    """The entry as it stands."""
    found = entry(id)
    assert found is not None
    return found
