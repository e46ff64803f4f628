"""How a submission looks in a terminal: whose it is, six numbers that add up, the reasons, what next."""

from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table

from creditdelta.kernel.errors import Lang, find

if TYPE_CHECKING:
    from creditdelta.intake.models import Submission

COUNTS = ("rows", "accepted", "waiting", "duplicate", "withdrawn", "rejected")
_WORDS = {
    "rows": {"zh": "行数", "en": "rows"},
    "accepted": {"zh": "入账", "en": "accepted"},
    "waiting": {"zh": "待核", "en": "waiting"},
    "duplicate": {"zh": "重复", "en": "duplicate"},
    "withdrawn": {"zh": "撤回", "en": "withdrawn"},
    "rejected": {"zh": "退回", "en": "rejected"},
    "number": {"zh": "批次", "en": "submission"},
    "state": {"zh": "状态", "en": "state"},
    "region": {"zh": "地区", "en": "region"},
    "standard": {"zh": "标准", "en": "standard"},
    "received": {"zh": "收件", "en": "received"},
    "none": {"zh": "还没有批次。用 cdelta ingest 文件 收件。", "en": "Nothing was received yet. "
             "Take a file in with cdelta ingest FILE."},
}  # fmt: skip
_STATES = {
    "open": {"zh": "未完成：重新执行同一命令即可继续", "en": "not finished: run the command again"},
    "held": {"zh": "待第二人核准（{why}）", "en": "waits for a second officer ({why})"},
    "closed": {"zh": "已入账", "en": "counts"},
    "refused": {"zh": "整批退回（{why}）", "en": "refused as a whole ({why})"},
}
_NEXT = {
    "waiting": {
        "zh": "待核的行已保存，主体得到登记信息或更名确认后自动计入：cdelta subject questions",
        "en": "Waiting rows are kept and count once the organisation is confirmed: "
        "cdelta subject questions",
    },
    "rejected": {
        "zh": "退回的行逐条说明并生成待改表：cdelta check 文件 --fix 待改.xlsx",
        "en": "Refused rows, one by one, as a workbook to mend: cdelta check FILE --fix fix.xlsx",
    },
    "held": {
        "zh": "核准：cdelta submission release {number} --ground 理由；"
        "退回：cdelta submission refuse {number} --ground 理由",
        "en": "Let in: cdelta submission release {number} --ground WHY; send back: "
        "cdelta submission refuse {number} --ground WHY",
    },
}


def show(found: "Submission", name: str, lang: Lang) -> None:
    """Print one submission."""
    console = Console()
    why = found.ground if found.state == "refused" else found.held_for
    state = _STATES[found.state][lang].format(why=why)
    console.print(f"[bold]{name or found.pk}[/]  {_WORDS['number'][lang]} {found.pk}  {state}")
    numbers = (f"{_WORDS[each][lang]} {getattr(found, each):,}" for each in COUNTS)
    console.print("   ".join(numbers), highlight=False)
    _reasons(console, found, lang)
    if found.state == "held":
        click.echo(_NEXT["held"][lang].format(number=found.pk), err=True)
    for each in ("waiting", "rejected"):
        if getattr(found, each) and found.state == "closed" and not found.repeats:
            click.echo(_NEXT[each][lang], err=True)


def _reasons(console: Console, found: "Submission", lang: Lang) -> None:
    from creditdelta.intake.models import Finding

    reasons = Finding.objects.filter(submission=found.repeats or found.pk).order_by(
        "-count", "code"
    )
    for reason in reasons:
        title = find(reason.code).title.say(lang)
        console.print(f"  {reason.count:>8,}  {reason.code}  {title}", highlight=False)


def listed(rows: "list[Submission]", lang: Lang) -> None:
    """Print submissions, the latest first."""
    if not rows:
        click.echo(_WORDS["none"][lang])
        return
    table = Table(box=None, pad_edge=False)
    for name in ("number", "received", "region", "standard", "state", *COUNTS):
        right = name in COUNTS or name == "number"
        table.add_column(_WORDS[name][lang], justify="right" if right else "left")
    for row in rows:
        counts = (f"{getattr(row, each):,}" for each in COUNTS)
        received = row.received_at.astimezone().strftime("%Y-%m-%d %H:%M")
        table.add_row(str(row.pk), received, row.region, row.standard, row.state, *counts)
    Console().print(table)
