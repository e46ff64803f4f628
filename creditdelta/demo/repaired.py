"""Repair in the demonstration: applications at every step, about invented warnings; all of it says so.

Clause  S72.
"""

from creditdelta.demo.accounts import account_of
from creditdelta.demo.firms import FINED, SHANGHAI, refs_in
from creditdelta.demo.listed import WARNED
from creditdelta.demo.take_in import ACTOR
from creditdelta.journal.services import Envelope, envelope
from creditdelta.journal.synthetic import business_day
from creditdelta.repair import papers, services, tallying
from creditdelta.repair.services import Application
from creditdelta.repair.targets import targets_of

FOUND = "合成示例：环境信息已经补充公开，经核对属实。"
MISSING = "合成示例：没有见到补充公开的网页截图。"
_PROOF = b"%PDF-1.4\n% synthetic sample, holds nothing\n%%EOF\n"


def repaired() -> None:
    """One waits, one is examined, one waits for a second officer, one was refused, one is repaired."""
    refs = refs_in(SHANGHAI, FINED)
    if len(refs) < FINED:
        return
    first, second, day = _by("demo.credit"), _by("demo.credit2"), business_day()
    _applied(refs[0])
    taken_up = [_applied(ref) for ref in refs[1:5]]
    for id in taken_up:
        services.accept(id, first, day)
    _, waiting, refused, granted = taken_up
    for id in (waiting, granted):
        services.grant(id, FOUND, first, day)
    services.refuse(refused, ("未纠正",), MISSING, first, day)
    for id in (refused, granted):
        services.confirm(id, second, day)
    tallying.keep(day)


def _applied(ref: bytes) -> bytes:
    day, about = business_day(), envelope(SHANGHAI, ACTOR)
    warned = next(one for one in targets_of(ref, day) if one.number.startswith(WARNED))
    id = services.begin(Application(ref, "record", warned.id, "performed"), about, day)
    services.prove(id, papers.keep(id, _PROOF), about, day)
    services.sign(id, about, day)
    services.file(id, about, day)
    return id


def _by(login: str) -> Envelope:
    return envelope(SHANGHAI, account_of(login))
