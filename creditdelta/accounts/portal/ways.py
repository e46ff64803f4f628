"""Where may an account go on to? One card for each page that one of its posts opens.

Clause  S6, S31.
Data    WAYS, and DESK for the pages of an office's work, which its navigation shows too: name of a
        route, the operation it asks for, and what is said of it
"""

from collections.abc import Sequence
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
    """A page, and what is done there. `within`: the page of the desk it belongs to, "" for one of its own."""

    route: str
    operation: str
    title: Words
    text: Words
    within: str = ""


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
        "mine_lists",
        "listing.own",
        Words("名单", "Lists"),
        Words(
            "拟列入的告知、陈述申辩，在列和移出",
            "what is thought of, what you can say to it, where you stand and stood",
        ),
    ),
    Way(
        "mine_repair",
        "repair.own",
        Words("信用修复", "Repair"),
        Words(
            "每条不良信息能不能修复、从哪天起、要什么；申请和进度",
            "may it be repaired, from when, with what; applications and how far they are",
        ),
    ),
    Way(
        "mine_notices",
        "notice.receive",
        Words("收到的文书", "Notices received"),
        Words("发给本组织的告知书、决定书", "what offices told the organisation"),
    ),
    Way(
        "desk_webhooks",
        "webhook.read",
        Words("更新通知", "Webhooks"),
        Words(
            "有新内容时通知本单位的程序", "tell a program of the office that there is something new"
        ),
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
        "console_keys",
        "api_key.any",
        Words("接口密钥", "API keys"),
        Words("谁签发、能做什么、最近使用；吊销", "who issued them, for what, last use; revoke"),
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

# In the order in which the desk shows them.
DESK = (
    Way(
        "desk_inbox",
        "inbox.read",
        Words("待办", "To do"),
        Words("本单位要办的事，最急的在前", "what waits at your office, the most urgent first"),
    ),
    Way(
        "desk_uploads",
        "upload.send",
        Words("报送", "Report"),
        Words("上传文件，看有什么问题，确认入账", "upload files, see what is wrong, confirm"),
    ),
    Way(
        "desk_mappings",
        "mapping.keep",
        Words("栏目对应", "Column mappings"),
        Words("本单位自己的表格，各栏是什么", "what the columns of your own form are"),
        "desk_uploads",
    ),
    Way(
        "desk_screening",
        "screening.ask",
        Words("批量核查", "Screen a list"),
        Words(
            "一份名单里各是哪个组织，有无公示中的不良记录",
            "which organisations a list means, and their records in publicity",
        ),
    ),
    Way(
        "desk_batches",
        "batch.read",
        Words("批次", "Batches"),
        Words(
            "每一批入账、退回、迟报多少；待第二人核对的",
            "what became of each batch; those that wait",
        ),
    ),
    Way(
        "desk_returns",
        "batch.read",
        Words("月报表", "Returns"),
        Words(
            "一个月的报送、入账、退回、迟报，可下载 Excel", "a month's figures, as a workbook too"
        ),
        "desk_batches",
    ),
    Way(
        "desk_zero",
        "zero.report",
        Words("零报告", "Zero reports"),
        Words("某月没有应报事项时，在这里说明", "say here that a month had nothing to report"),
        "desk_batches",
    ),
    Way(
        "desk_withdrawals",
        "withdrawal.propose",
        Words("撤回", "Withdrawals"),
        Words(
            "撤回已报送的记录，由另一人确认",
            "take back what was reported; another officer confirms",
        ),
        "desk_batches",
    ),
    Way(
        "desk_questions",
        "question.read",
        Words("疑问", "Questions"),
        Words(
            "报来的行说的是谁：并排看依据，判断或搁置",
            "whom rows mean: evidence side by side, decide",
        ),
    ),
    Way(
        "desk_lists",
        "listing.read",
        Words("名单", "Lists"),
        Words(
            "候选、告知、决定、复核、移出", "candidates, notices, decisions, confirmation, removal"
        ),
    ),
    Way(
        "desk_release",
        "listing.release",
        Words("名单放行", "Lists that stopped"),
        Words("一天内列入或移出过多时放行", "let an office list or remove more than usual"),
        "desk_lists",
    ),
    Way(
        "desk_repair",
        "repair.read",
        Words("修复", "Repair"),
        Words(
            "受理、审查、决定、复核信用修复申请", "accept, examine, decide and confirm applications"
        ),
    ),
    Way(
        "desk_quality",
        "quality.own",
        Words("质量", "Quality"),
        Words("本单位报送得怎么样，怎样更好", "how well the office reports, and how to do better"),
    ),
    Way(
        "desk_contributions",
        "contribution.read",
        Words("贡献", "Contribution"),
        Words("报送换得的查询次数，用在哪里", "what reporting earns, and how it is used"),
    ),
    Way(
        "desk_earned",
        "contribution.look",
        Words("互惠查询", "Looks earned"),
        Words("用换得的次数查询公共信用信息", "look at public records that reporting earned"),
    ),
    Way(
        "desk_members",
        "member.read",
        Words("会员", "Members"),
        Words("报送过的会员组织、它们的授权和变化", "members reported: consent and changes"),
    ),
    Way(
        "desk_notices",
        "notice.read",
        Words("文书", "Notices"),
        Words("本单位发出的文书、打印、登记送达", "letters of the office: print, enter service"),
    ),
    Way(
        "desk_untold",
        "untold.read",
        Words("未告知", "Not told"),
        Words(
            "谁还没有被告知，还剩几个工作日", "who has not been told yet, and the working days left"
        ),
        "desk_notices",
    ),
    Way(
        "desk_consents",
        "consent.ask",
        Words("授权", "Consents"),
        Words("请求组织同意查看不公开的部分", "ask organisations to show what is not public"),
    ),
    Way(
        "desk_representation",
        "representation.decide",
        Words("代表", "Representation"),
        Words("组织由谁代表：签发邀请函，撤销代表", "who acts for organisations: invite, withdraw"),
    ),
    Way(
        "desk_lookups",
        "lookup.read",
        Words("非公开信息", "Not public"),
        Words(
            "本单位看过什么；结案后向组织显示", "what the office looked at; closing secret cases"
        ),
    ),
)


def ways_on(
    reader: Reader, day: date, ways: Sequence[Way] = (*WAYS, DESK[0])
) -> tuple[tuple[Way, str], ...]:
    """The pages that posts of the account open, with their addresses; of the desk only its first."""
    found = []
    for way in ways:
        verdict = decide(policy(), reader, Wish(way.operation), datetime.now(UTC), day)
        opened = verdict.post is not None and verdict.post.role not in EVERYBODY
        if opened or verdict.why == "stale":
            found.append((way, url(way.route)))
    return tuple(found)
