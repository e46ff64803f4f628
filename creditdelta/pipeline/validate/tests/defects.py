"""Rows with every kind of mistake, drawn by a seed. All values are synthetic."""

from random import Random

from creditdelta.facade.check import rulebook
from creditdelta.pipeline.tests.cast import CITIZEN, PHONE, code, inner, row, standard
from creditdelta.rulebook.standards import Column

# Invalid by construction as in `cast`; in the forms that people type.
WIDE = str.maketrans("0123456789X-", "０１２３４５６７８９Ｘ－")
GROUPED = (
    f"身份证{CITIZEN[:4]} {CITIZEN[4:8]} {CITIZEN[8:12]} {CITIZEN[12:16]} {CITIZEN[16:]}",
    f"{CITIZEN[:6]}-{CITIZEN[6:14]}-{CITIZEN[14:17]}x",
    f"{CITIZEN[:3]} {CITIZEN[3:6]} {CITIZEN[6:9]} {CITIZEN[9:12]} {CITIZEN[12:15]} {CITIZEN[15:]}",
    CITIZEN.translate(WIDE),
    f"号码：{CITIZEN[:17].translate(WIDE)}Ｘ，住址",
    f"{CITIZEN[:6].translate(WIDE)}　{CITIZEN[6:14].translate(WIDE)}　{CITIZEN[14:]}",
    f"{CITIZEN[:17]}Ｘ",
    f"12 {CITIZEN[:6]}–{CITIZEN[6:]} 2024-03-01",
    f"{CITIZEN[:6]}  {CITIZEN[6:14]}  {CITIZEN[14:]}",
    "2024-03-01 2024-12-31 3000 2000",
    f"电话{PHONE[:3]} {PHONE[3:7]} {PHONE[7:]}",
    PHONE.translate(WIDE),
    "110000 991231 002",
)
OLD_ID = "110000991231002"  # the shape of an old id number; a province without a county
CARD = "6200000000000000003"

ANYWHERE = (
    *("", "无", "/", "N/A", "暂无", "坏\x07字", "\x7f", "丢\ufffd失", "长" * 420, "甲", "1", "x y"),
    *("制表\t符", "换\n行", '引"号', "反\\斜", " 前后 ", "０", "，", ";", "1e5", "无\x01"),
)
TEXTS = (
    *GROUPED,
    *(
        f"身份证{CITIZEN}",
        f"{CITIZEN[:17]}x",
        f"见{OLD_ID}。",
        f"电话{PHONE}",
        f"卡{CARD}",
        CITIZEN,
    ),
    *(
        "浼佷笟鍚嶇О",
        "锟斤拷锟斤拷",
        "ÖÐ¹ú",
        "????12??????",
        "合成?? 有限公司",
        "示例乙有限公司",
        "警告，并处罚款2000元",
        "罚款五千元",
    ),
    *(
        "罚款人民币贰仟元整（￥2000.00）",
        "没收违法所得3000元",
        "罚款1万元，罚款2万元",
        "罚款0.2万元",
    ),
    *("处罚款2000元以上5000元以下", "罚款", "对其罚款 2,000 元", "12345678901234567890"),
)
CODES = (
    *(code(7), code(8, "92"), code(7)[:-1], code(7) + "0", code(7).lower(), f" {code(7)} "),
    *(code(7)[:12] + "O" + code(7)[13:], "９" + code(7)[1:], code(7)[:9] + "-" + code(7)[9:]),
    *(
        "91310115DEMB00070A",
        "9.13101E+17",
        "913101150000000000",
        "110108000000016",
        "3100001000123",
    ),
    *(code(7, "YY"), code(7, "91", "999999"), "000000000000000000", "111111111111111111", CITIZEN),
    *(OLD_ID, "91310115MA1K000012", inner(7), inner(1), f"{inner(7)[:8]}-{inner(7)[8]}", "待办"),
    *(
        inner(7)[:8] + "A",
        inner(7)[:8],
        inner(7).lower(),
        "1.1E+14",
        "110108000000017",
        "企独沪总字1号",
    ),
    *(
        "310115" + inner(7),
        "999999" + inner(7),
        "310115" + "DEMB00009",
        "310115DEMB0000Ａ",
        CITIZEN + "01",
    ),
    *(
        "DEMB00070",
        "31011519DEMB00001234",
        "12345",
        "A1010800000001X",
        "110108 000000016",
        "999999999999999",
    ),
)
DATES = (
    *("2024-03-01", "2024/3/1", "2024.03.01", "20240301", "2024年3月1日", "2024年3月1号", "45352"),
    *(
        "2024-02-30",
        "2024-13-01",
        "24-3-1",
        "2024-03-01 10:00",
        "2024-03-01T10:00:00",
        "1900-01-01",
    ),
    *("1996-09-30", "2021-07-14", "2021-07-15", "2026-11-23", "2026-11-24", "2099-12-31"),
    *("9999-9-9", "２０２４-03-01", "2024-03-01Z", "00000000", "99999", "长期", " 2024-03-01 "),
)
AMOUNTS = (
    *("0.2", "0", "1,000", "1000,0", "-5", "0.1234567", "0.1234560", "2000元", "￥5", "１", "1e5"),
    *(
        "999999999999",
        "9999999999999",
        ".5",
        "5.",
        "0.20",
        "2000",
        "见决定书",
        "1 000",
        "0.5",
        "+1",
    ),
)
CAPITALS = ("100万元人民币", "500(万元)", "500", "1,200.5(万美元)", "很多", "20万美元", "壹佰万元")


def values(column: Column) -> tuple[str, ...]:
    """What may stand in a column of this type, right and wrong."""
    if column.type == "enum":
        rows = rulebook().enums[str(column.enum)]
        known = [text for one in rows.rows for text in (one.code, one.label_zh)] + list(
            rows.aliases
        )
        pairs = [
            f"{a}{between}{b}"
            for a, b, between in zip(known, known[1:], ";；,、，; " * 9, strict=False)
        ]
        free = ("其他", "其他-补办", "其他－补办、延续", "罚金", "警告; 罚款", "１", "；")
        return (*known, *pairs, *free, *(text.replace("、", ",") for text in known))
    by_type = {"date": DATES, "capital": CAPITALS, "text": TEXTS, "code": (*TEXTS, *CODES)}
    by_type |= dict.fromkeys(("amount_wan", "amount_yuan", "decimal"), AMOUNTS)
    return by_type.get(column.type, CODES)


def drawn(kind: str, count: int, seed: int) -> dict[int, dict[str, str]]:
    """Numbered rows of a standard, id-number columns left out; most carry a few mistakes."""
    chance = Random(seed)
    columns = [one for one in standard(kind).columns if one.privacy != "person_id"]
    rows = {}
    for number in range(2, count + 2):
        good = row(kind, number)
        made = {column.code: good[column.code] for column in columns}
        for column in chance.sample(columns, chance.choice((0, 1, 2, 3, len(columns)))):
            pool = ANYWHERE if chance.random() < 0.25 else values(column)
            made[column.code] = chance.choice(pool)
        shape = chance.random()
        if shape < 0.02:
            made = dict.fromkeys(made, "")
        elif shape < 0.04:
            only = chance.choice(list(made))
            made = dict.fromkeys(made, "") | {
                only: chance.choice(("说明：按季填报", "注：无", "甲"))
            }
        rows[number] = made
    return rows
