"""A return slip on paper: what stands on it, and the same bytes for the same slip.

Clause  S31. The form: slip.typ. The bytes follow from the slip, this release and the site's address.
"""

from pathlib import Path

from django.conf import settings

from creditdelta.intake.slip import Slip
from creditdelta.intake.words import COUNTS, LATE, STATES, UNKNOWN, ground_label
from creditdelta.journal.synthetic import demonstration_day
from creditdelta.kernel.errors import Words, find
from creditdelta.notices.coverage import printable
from creditdelta.notices.letters import SYNTHETIC
from creditdelta.notices.tables import office_label
from creditdelta.notices.typesetting import both, drawn, typeset
from creditdelta.rulebook.records import standards

FORM = Path(__file__).with_name("slip.typ")
HEADING = Words("信用信息报送回执", "Return slip")
FACTS = {
    "number": Words("批次", "batch"),
    "kind": Words("种类", "kind"),
    "state": Words("结果", "result"),
    "reported_on": Words("报送日期", "reported on"),
    "ended_on": Words("办结日期", "ended on"),
    "file": Words("文件标识", "id of the file"),
    "rulebook": Words("规则版本", "version of the rules"),
}
_COLUMNS = (Words("错误代码", "code"), Words("原因", "reason"), Words("次数", "count"))
_WORDS = {
    "counts": Words("逐行结果", "What became of the rows"),
    "sum": Words("报送行数 = 入账 + 待核 + 重复 + 撤回 + 退回", "rows = the sum of the others"),
    "reasons": Words("退回的原因", "Why rows were refused"),
    "none": Words("没有因错误退回的行。", "No row was refused for a mistake."),
    "check": Words("核验本回执", "Is this slip genuine?"),
    "digest": Words("校验码", "digits"),
    "sealed": Words("日志封存号", "sealed in the journal as"),
    "qr": Words("核验二维码", "code to check the slip"),
}


def pdf(slip: Slip) -> bytes:
    """The slip as PDF/A-2b."""
    day, label = slip.ended_on, office_label(slip.office or slip.source)
    title = f"{HEADING.zh} {slip.number}"
    given = {
        "title": title,
        "author": label.zh,
        "number": str(slip.number),
        "date": [day.year, day.month, day.day],
        "synthetic": SYNTHETIC if demonstration_day() else "",
        "heading": both(HEADING),
        "office": both(label),
        "words": {name: both(said) for name, said in _WORDS.items()},
        "facts": [{"label": both(FACTS[id]), "value": said} for id, said in facts(slip).items()],
        "counts": [
            {"label": both(words), "value": f"{slip.counts[name]:,}"}
            for name, words in {**COUNTS, "late": LATE}.items()
        ],
        "columns": [both(words) for words in _COLUMNS],
        "reasons": [
            {"code": code, "title": both(find(code).title), "count": f"{count:,}"}
            for code, count in slip.findings
        ],
        "check": check_address(slip) or _without_site(slip),
        "code": slip.code,
        "place": str(slip.place),
        "leaf": slip.leaf,
        "qr": _qr(slip),
    }
    return typeset(given, day, FORM)


def facts(slip: Slip) -> dict[str, str]:
    """What stands above the counts, in Chinese, by the names of `FACTS`."""
    standard = standards().get(slip.standard)
    state = STATES[slip.state].zh
    why = f"{state}：{ground_label(slip.ground).zh}" if slip.state == "refused" else state
    return {
        "number": str(slip.number),
        "kind": (standard.label if standard else UNKNOWN).zh,
        "state": printable(why),
        "reported_on": slip.reported_on.isoformat(),
        "ended_on": slip.ended_on.isoformat(),
        "file": slip.file_id,
        "rulebook": slip.rulebook[:16],
    }


def check_address(slip: Slip) -> str:
    """Where everybody may ask whether a slip is genuine; "" where the site has no address."""
    site = settings.SITE_ADDRESS.rstrip("/")
    return f"{site}/slips/{slip.number}/?code={slip.code.replace(' ', '')}" if site else ""


def _without_site(slip: Slip) -> str:
    return f"本平台“核验回执”页，输入批次 {slip.number} 和校验码 · on the site, by batch and digits"


def _qr(slip: Slip) -> str:
    return drawn(check_address(slip) or f"{slip.number} {slip.digest}")
