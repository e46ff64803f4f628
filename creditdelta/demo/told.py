"""Whom has the demonstration told? Notices of Shanghai's credit office in every state, to be looked at.

Clause  S9. Every matter, fact and number in them is invented and says so.
"""

from datetime import timedelta
from hashlib import sha256

from creditdelta.accounts.models import Post
from creditdelta.journal.database import writing
from creditdelta.journal.services import Envelope, envelope, seal
from creditdelta.journal.synthetic import business_day
from creditdelta.notices import serving
from creditdelta.notices.services import Asked, issue_many
from creditdelta.notices.wording import table
from creditdelta.subjects.models import Reference

OFFICE, REGION = "310000-credit", "310000"
OTHERS = 36  # organisations beside those that somebody represents
LETTER = "letter"
STATES = 4  # not sent yet, arrived, returned, announced
_PROOF = sha256("合成示例：送达回证".encode()).digest()


def told(actor: str) -> int:
    """Issue the notices and let some of them arrive; returns how many there are."""
    about = envelope(REGION, actor)
    day = business_day()
    codes = Reference.objects.filter(scheme="uscc", code__startswith="9131").order_by("ref")
    others = [bytes(ref) for ref in codes.values_list("ref", flat=True)[:OTHERS]]
    posts = Post.objects.filter(role="representative", subject__isnull=False, dismissed_at=None)
    own = list(dict.fromkeys(bytes(one.subject) for one in posts if one.subject is not None))
    prior = _issued("prior_notice", others, about, 20)
    repair = _issued("repair_decision", own + others[::3], about, 4)
    noted = _issued("records_noted", own, about, 2)
    arrived, returned, announced = prior[1::STATES], prior[2::STATES], prior[3::STATES]
    for id in (*arrived, *returned, *announced):
        serving.dispatch(id, LETTER, about, on=day - timedelta(16))
    for id in arrived:
        serving.serve(id, LETTER, "post", day - timedelta(12), about, _PROOF)
    for id in (*returned, *announced):
        serving.fail(id, LETTER, "returned", about)
    for id in announced:
        serving.serve(id, LETTER, "public", day - timedelta(6), about, _PROOF)
    seal()
    return len(prior) + len(repair) + len(noted)


def _issued(kind: str, refs: list[bytes], about: Envelope, days_ago: int) -> list[bytes]:
    day = business_day() - timedelta(days_ago)
    records = table([
        ["示罚〔2025〕12号", "2025-03-18", "示例市市场监督管理局", "2026-03-18"],
        ["示罚〔2025〕47号", "2025-06-02", "示例市生态环境局", "2026-06-02"],
    ])  # fmt: skip
    fields = {
        "prior_notice": {
            "matter": "合成示例：拟列入示例名单，期限一年。",
            "facts": "合成示例：未在规定期限内履行义务，经催告仍未履行。",
            "ground": "合成示例：《示例办法》第三条",
            "reply_until": (day + timedelta(14)).isoformat(),
        },
        "repair_decision": {
            "application": "示修〔2026〕7号",
            "ground": "合成示例：《示例办法》第九条",
            "repaired_on": day.isoformat(),
            "records": records,
        },
        "records_noted": {"records": records},
    }
    with writing():
        asked = [Asked(ref, fields[kind]) for ref in refs]
        return issue_many(kind, OFFICE, asked, about, on=day)
