"""One block of synthetic penalty rows; every value right by rulebook/records/penalty.toml.

About 700 bytes a row. Names, decision numbers and facts hardly ever repeat; no run of digits in the
free text is long enough to be taken for a personal number.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from benchmarks import defects
from benchmarks.organisations import Indexes, World, join, pick
from creditdelta.world import vocabulary

FIRST_DAY = 18_840  # 2021-08-01, after the present penalty law came into force
LAST_DAY = 20_088  # 2024-12-31: in the past on any machine this may run on
CATEGORIES = ["罚款", "警告;罚款", "罚款;没收违法所得", "警告", "通报批评"]
CATEGORY_SHARES = [0.60, 0.15, 0.12, 0.08, 0.05]
EVIDENCE_SHARES = [0.50, 0.30, 0.10, 0.05, 0.05]  # short first: facts of 60 to 200 characters
FINED = (0, 1, 2)
CONFISCATED = 2


def block(rng: np.random.Generator, world: World, first: int, count: int) -> defects.Columns:
    """Rows `first` ... as columns by heading; `first` makes decision numbers distinct."""
    who = pa.array(rng.integers(0, len(world.names), count))
    office = rng.integers(0, len(world.office_names), count)
    decided = rng.integers(FIRST_DAY, LAST_DAY, count)
    code = world.usccs.take(who)
    columns = dict.fromkeys(vocabulary.headings("penalty_2018"), pa.array([""] * count))
    columns |= {
        defects.NAME: world.names.take(who),
        defects.CLASS: world.classes.take(who),
        defects.CODE: code,
        defects.REGISTRATION: _some(rng, world.registrations.take(who), 0.3),
        defects.ORGANISATION: _some(rng, pc.utf8_slice_codeunits(code, 8, 17), 0.5),
        defects.TAX: _some(rng, code, 0.2),
        "法定代表人": world.representatives.take(who),
        defects.NUMBER: _numbers(world, office, decided, first),
        defects.DECIDED: _dates(decided),
        defects.VALID_UNTIL: _dates(decided + rng.integers(365, 1095, count)),
        "公示截止期": _some(rng, _dates(decided + 365), 0.8),
        "处罚机关": world.office_names.take(pa.array(office)),
        defects.AUTHORITY_CODE: world.office_codes.take(pa.array(office)),
        "数据来源单位": world.office_names.take(pa.array(office)),
        "数据来源单位统一社会信用代码": world.office_codes.take(pa.array(office)),
        "备注": _some(rng, pa.array(["合成数据 SYNTHETIC"] * count), 0.1),
    }
    return columns | _offences(rng, world.departments[office], decided) | _outcome(rng, count)


def _some(rng: np.random.Generator, values: pa.StringArray, share: float) -> pa.StringArray:
    return pc.if_else(pa.array(rng.random(len(values)) < share), values, "")


def _dates(days: Indexes) -> pa.StringArray:
    return pa.array(days, pa.int32()).cast(pa.date32()).cast(pa.string())


def _numbers(world: World, office: Indexes, decided: Indexes, first: int) -> pa.StringArray:
    running = pc.utf8_lpad(pa.array(np.arange(first, first + len(office))).cast("string"), 7, "0")
    year = pc.utf8_slice_codeunits(_dates(decided), 0, 4)
    mark = world.marks.take(pa.array(office))
    return join("（", mark, "）罚〔", year, "〕第", running, "号")


def _offences(rng: np.random.Generator, kinds: Indexes, decided: Indexes) -> defects.Columns:
    departments, count = vocabulary.departments(), len(kinds)
    of = [
        [at for at, row in enumerate(vocabulary.offences()) if row.department == office.name]
        for office in departments
    ]
    width = np.array([len(numbers) for numbers in of])
    table = np.array([numbers + numbers[:1] * (width.max() - len(numbers)) for numbers in of])
    at = pa.array(table[kinds, rng.integers(0, width[kinds])])
    rows = vocabulary.offences()
    return {
        "违法行为类型": pa.array([row.kind for row in rows]).take(at),
        "违法事实": _facts(rng, pa.array([row.fact for row in rows]).take(at), decided - 40, count),
        "处罚依据": pa.array([row.basis for row in rows]).take(at),
    }


def _facts(
    rng: np.random.Generator, core: pa.StringArray, days: Indexes, count: int
) -> pa.StringArray:
    comma = pa.array(np.where(rng.random(count) < 0.05, ", ", "，"))
    ends = rng.choice(5, count, p=EVIDENCE_SHARES)
    return join(
        pick(rng, list(vocabulary.phrases("opening")), count),
        comma,
        _dates(days),
        core,
        pick(rng, list(vocabulary.phrases("objects")), count),
        pa.array(rng.integers(2, 99_999, count)).cast("string"),
        "件，货值金额",
        pa.array(rng.integers(100, 9_999_999, count)).cast("string"),
        "元，",
        pa.array(vocabulary.phrases("evidence")).take(pa.array(ends)),
        "。",
    )


def _outcome(rng: np.random.Generator, count: int) -> defects.Columns:
    kinds = rng.choice(len(CATEGORIES), count, p=CATEGORY_SHARES)
    fined, taken = np.isin(kinds, FINED), kinds == CONFISCATED
    fine = rng.integers(2, 5_000, count) * 100
    gain = rng.integers(2, 2_000, count) * 100
    content = join(
        pc.if_else(
            pa.array(taken), join("没收违法所得", pa.array(gain).cast("string"), "元；"), ""
        ),
        pc.if_else(
            pa.array(fined),
            join("罚款人民币", pa.array(fine).cast("string"), "元"),
            "责令改正违法行为",
        ),
    )
    return {
        defects.CATEGORY: pa.array(CATEGORIES).take(pa.array(kinds)),
        "处罚内容": content,
        defects.FINE: pc.if_else(pa.array(fined), _wan(fine), ""),
        "没收违法所得、没收非法财物的金额（万元）": pc.if_else(pa.array(taken), _wan(gain), ""),
    }


def _wan(yuan: Indexes) -> pa.StringArray:
    tails = pa.array([f".{hundreds:02d}".rstrip("0").rstrip(".") for hundreds in range(100)])
    whole = pa.array(yuan // 10_000).cast("string")
    return join(whole, tails.take(pa.array(yuan % 10_000 // 100)))
