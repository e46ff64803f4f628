"""The words of the demonstration's page, in both languages."""

from creditdelta.kernel.errors import Lang

COUNTS = ("rows", "accepted", "waiting", "duplicate", "withdrawn", "rejected")
WORDS: dict[str, dict[Lang, str]] = {
    "title": {
        "zh": "合成数据演示：以下主体、文号与事实均为虚构",
        "en": "合成数据 Synthetic demonstration: everybody and everything below is invented",
    },
    "region": {"zh": "地区", "en": "region"},
    "group": {"zh": "类别", "en": "kind"},
    "files": {"zh": "文件", "en": "files"},
    "rows": {"zh": "行数", "en": "rows"},
    "accepted": {"zh": "入账", "en": "accepted"},
    "waiting": {"zh": "待核", "en": "waiting"},
    "duplicate": {"zh": "重复", "en": "duplicate"},
    "withdrawn": {"zh": "撤回", "en": "withdrawn"},
    "rejected": {"zh": "退回", "en": "rejected"},
    "total": {"zh": "合计", "en": "total"},
    "31": {"zh": "上海", "en": "Shanghai"},
    "32": {"zh": "江苏", "en": "Jiangsu"},
    "33": {"zh": "浙江", "en": "Zhejiang"},
    "34": {"zh": "安徽", "en": "Anhui"},
    "registers": {"zh": "主体登记", "en": "registers"},
    "public": {"zh": "公共信息", "en": "public side"},
    "market": {"zh": "市场信息", "en": "market side"},
    "withdrawals": {"zh": "撤销通知", "en": "withdrawals"},
    "sum": {
        "zh": "{mark} {files} 个文件：行数 {rows} = 入账 {accepted} + 待核 {waiting} + 重复 {duplicate}"
        " + 撤回 {withdrawn} + 退回 {rejected}",
        "en": "{mark} {files} files: rows {rows} = accepted {accepted} + waiting {waiting}"
        " + duplicate {duplicate} + withdrawn {withdrawn} + rejected {rejected}",
    },
    "reasons": {"zh": "退回最多的原因：", "en": "Refused most often for:"},
    "held": {
        "zh": "与标准答案（{key}）核对：",
        "en": "Held to the answer key ({key}):",
    },
    "files_right": {
        "zh": "{mark} 文件：{files} 个中 {right} 个逐项一致",
        "en": "{mark} {right} of {files} files counted exactly",
    },
    "confirmed": {
        "zh": "{mark} 已确认主体：答案 {expected}，账本 {found}",
        "en": "{mark} organisations confirmed: {found} of {expected}",
    },
    "standing_end": {
        "zh": "{mark} 有效记录：答案 {expected}，账本 {found}",
        "en": "{mark} records that stand: {found} of {expected}",
    },
    "waiting_end": {
        "zh": "{mark} 最终仍待核的行：答案 {expected}，账本 {found}",
        "en": "{mark} rows that still wait: {found} of {expected}",
    },
    "withdrawn_end": {
        "zh": "{mark} 已撤销记录：答案 {expected}，账本 {found}",
        "en": "{mark} records withdrawn: {found} of {expected}",
    },
    "differs": {
        "zh": "{what} {found}，答案 {expected}",
        "en": "{what} {found}, the key says {expected}",
    },
    "journal": {
        "zh": "{mark} 日志：逐条重算 {events} 个事件，并与 {checkpoints} 个签名检查点核对",
        "en": "{mark} journal: {events} events recomputed and held to signed checkpoints"
        " ({checkpoints})",
    },
    "unsealed": {"zh": "未编号事件 {count}", "en": "{count} events without a number"},
    "seconds": {"zh": "用时 {seconds} 秒。", "en": "{seconds} seconds."},
    "places": {
        "zh": "报送文件 {world}/  账本 {ledger}/（内置数据库）",
        "en": "Supplier files: {world}/  ledger: {ledger}/ (embedded database)",
    },
    "elsewhere": {
        "zh": "DATABASE_URL 所指的数据库未被触动。",
        "en": "The database of DATABASE_URL was left alone.",
    },
    "next": {"zh": "接下来可以试：", "en": "Three things to try:"},
}
