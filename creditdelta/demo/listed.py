"""Lists of the demonstration: enterprises of Shanghai fined for false data, at every step of the way in.

Clause  S16, S18. Firms, fines and decisions are invented, and so is the law the list rests on; all say so.
"""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from creditdelta.demo.accounts import account_of
from creditdelta.demo.firms import FINED, SHANGHAI, organisations, refs_in
from creditdelta.facade.check import rulebook
from creditdelta.handbook.documents import carrying
from creditdelta.intake.services import Received, ingest
from creditdelta.journal.services import Envelope, envelope
from creditdelta.journal.synthetic import business_day
from creditdelta.lists import candidates, services
from creditdelta.lists.queries import candidates_of, counting_for
from creditdelta.lists.services import Decision, Proposal
from creditdelta.notices.serving import dispatch, serve
from creditdelta.records.services import Act
from creditdelta.rulebook.listings import listing_on
from creditdelta.rulebook.offices import office
from creditdelta.uploads.services import as_csv

LIST, OFFICE = "environment_serious", "310000-ecology"
WARNED = "沪示环警〔2025〕"
REASONS = "合成示例：自动监测设备数据与现场比对不符，经查系伪造监测数据，已被处以罚款。"
_AUTHORITY = ("上海市生态环境局（合成示例）", "11310000DEMG00019W")


def listed() -> None:
    """Two stand in the list, one waits for a second officer, one may be heard, one is only proposed."""
    refs = refs_in(SHANGHAI, FINED)
    if len(refs) < FINED:
        return
    _fined()
    candidates.keep(business_day())
    first, second, third, fourth, fifth, _ = refs
    for ref in (first, fifth):
        _confirmed(_decided(ref))
    _decided(second)
    _notified(third)
    _proposed(fourth)


def _fined() -> None:
    """Each of them was fined last month."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "合成示例-行政处罚-生态环境.csv"
        path.write_bytes(as_csv("penalty/2018", [*_fines()]))
        received = Received(
            path, SHANGHAI, account_of("demo.ecology"), business_day(), kind="penalty"
        )
        ingest(received, rulebook())


def _fines() -> Iterator[dict[str, str]]:
    """A fine of last month for each, and a warning of half a year ago that may be repaired."""
    name, code = _AUTHORITY
    day = business_day().replace(day=1)
    told = {"CF_CFJG": name, "CF_CFJGDM": code, "CF_SJLY": name, "CF_SJLYDM": code}
    for number, (called, uscc) in enumerate(organisations(SHANGHAI, FINED), 1):
        whom = {"CF_XDR_MC": called, "CF_XDR_LB": "法人及非法人组织", "CF_XDR_SHXYM": uscc}
        yield (
            whom
            | told
            | {
                "CF_WSH": f"沪示环罚〔2026〕{number}号",
                "CF_WFXW": "伪造监测数据",
                "CF_SY": "合成示例：自动监测设备数据与现场比对不符，经查系伪造监测数据。",
                "CF_YJ": "合成示例：《示例条例》第十条",
                "CF_CFLB": "罚款",
                "CF_NR": "合成示例：罚款二十万元",
                "CF_NR_FK": "20",
                "CF_JDRQ": day.isoformat(),
                "CF_YXQ": day.replace(year=day.year + 1).isoformat(),
            }
        )
        yield (
            whom
            | told
            | {
                "CF_WSH": f"{WARNED}{number}号",
                "CF_WFXW": "未按规定公开环境信息",
                "CF_SY": "合成示例：未在规定期限内公开上年度环境信息。",
                "CF_YJ": "合成示例：《示例条例》第二十条",
                "CF_CFLB": "警告",
                "CF_NR": "合成示例：警告",
                "CF_JDRQ": (day - timedelta(days=180)).isoformat(),
                "CF_YXQ": day.replace(year=day.year + 1).isoformat(),
            }
        )


def _proposed(ref: bytes) -> bytes:
    found = candidates_of(LIST, ref)
    criteria = tuple(one.criterion for one in found)
    wanted = Proposal(LIST, ref, OFFICE, criteria, counting_for(found), REASONS)
    return services.propose(wanted, _about("demo.ecology"), business_day())


def _notified(ref: bytes) -> bytes:
    id, day, about = _proposed(ref), business_day(), _about("demo.ecology")
    notice = services.notify(id, about, day)
    dispatch(notice, "letter", about, on=day)
    serve(notice, "letter", "direct", day, about, sha256("合成示例：送达回证".encode()).digest())
    return id


def _decided(ref: bytes) -> bytes:
    id, day, about = _notified(ref), business_day(), _about("demo.ecology")
    services.waive(id, sha256("合成示例：放弃陈述申辩".encode()).hexdigest(), about, day)
    act = Act(f"沪示环信〔2026〕{id.hex()[:4]}号", sha256(b"sample" + id).hexdigest())
    law = carrying(listing_on(LIST, day), day, office(OFFICE).division)[0]
    services.decide(id, Decision(act, law, day), about, day)
    return id


def _confirmed(id: bytes) -> None:
    services.confirm(id, _about("demo.ecology2"), business_day())


def _about(login: str) -> Envelope:
    return envelope(office(OFFICE).region, account_of(login))
