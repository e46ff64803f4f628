"""Where may an account go on to? One card for each page that one of its posts opens.

Clause  S6.
Data    WAYS: name of a route, the operation it asks for, and what is said of it
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from creditdelta.accounts.reader import Reader
from creditdelta.accounts.rules import Wish, decide
from creditdelta.kernel.errors import Words
from creditdelta.pages.environment import url
from creditdelta.rulebook.policy import ACCOUNT_HOLDER, PUBLIC, policy

EVERYBODY = (PUBLIC, ACCOUNT_HOLDER)  # what these open needs no card


@dataclass(frozen=True, slots=True)
class Way:
    """A page, and what is done there."""

    route: str
    operation: str
    title: Words
    text: Words


WAYS = (
    Way(
        "mine",
        "mine.read",
        Words("我的组织", "My organisation"),
        Words(
            "有没有问题、什么时候消除、能做什么；谁请求过授权",
            "has it a problem, until when, what can be done; who asked for consent",
        ),
    ),
    Way(
        "mine_notices",
        "notice.receive",
        Words("收到的文书", "Notices received"),
        Words("发给本组织的告知书、决定书", "what offices told the organisation"),
    ),
    Way(
        "desk_lookups",
        "lookup.read",
        Words("查看非公开信息", "Looks at what is not public"),
        Words(
            "本单位看过什么；结案后向组织显示", "what the office looked at; closing secret cases"
        ),
    ),
    Way(
        "desk_notices",
        "notice.read",
        Words("文书", "Notices"),
        Words("本单位发出的文书、打印、登记送达", "letters of the office: print, enter service"),
    ),
    Way(
        "desk_untold",
        "notice.read",
        Words("谁还没有被告知", "Who has not been told"),
        Words("未送达的文书和剩余工作日", "letters not served yet, and the working days left"),
    ),
    Way(
        "desk_consents",
        "consent.ask",
        Words("请求授权", "Ask for consent"),
        Words("请求组织同意查看不公开的部分", "ask organisations to show what is not public"),
    ),
    Way(
        "desk_representation",
        "representation.decide",
        Words("组织的代表", "Representation"),
        Words("签发邀请函，撤销代表", "letters of invitation; withdraw a representation"),
    ),
    Way(
        "console_accounts",
        "account.list",
        Words("账户", "Accounts"),
        Words(
            "开通、停用、解锁账户，任命和免去职务",
            "make, disable and unlock accounts; appoint and dismiss",
        ),
    ),
    Way(
        "console_sign_ins",
        "sign_in.read",
        Words("登录日志", "Sign-in log"),
        Words("谁在什么时候登录，成败如何", "who signed in when, and with what result"),
    ),
    Way(
        "audit_lookups",
        "lookup.review",
        Words("查看日志复核", "Review of looks"),
        Words("每周哪些查看应当询问；未显示的次数", "which looks of a week to ask about"),
    ),
    Way(
        "console_appointments",
        "appointment.read",
        Words("任免日志", "Log of appointments"),
        Words("谁任命了谁，何时免去", "who appointed whom, and when a post ended"),
    ),
)


def ways_on(reader: Reader, day: date) -> tuple[tuple[Way, str], ...]:
    """The pages that posts of the account open, with their addresses."""
    found = []
    for way in WAYS:
        verdict = decide(policy(), reader, Wish(way.operation), datetime.now(UTC), day)
        opened = verdict.post is not None and verdict.post.role not in EVERYBODY
        if opened or verdict.why == "stale":
            found.append((way, url(way.route)))
    return tuple(found)
