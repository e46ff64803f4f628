"""100,000 adversarial pairs with known truth: `same` is never said of two names that differ."""

import random
import time
from collections import Counter
from collections.abc import Callable

import pytest
from opencc import OpenCC

from creditdelta.facade.names import compare

SEED = 20181126
PAIRS = 100_000
SECONDS = 60

CITIES = [
    "上海",
    "南京",
    "苏州",
    "无锡",
    "常州",
    "南通",
    "杭州",
    "宁波",
    "温州",
    "嘉兴",
    "绍兴",
    "合肥",
    "芜湖",
    "铜陵",
    "滁州",
    "扬州",
]
DISTRICTS = ["", "", "", "市"]
SYLLABLES = "申华协安鼎信乾元昇平新宏达盛恒泰嘉禾远景明德瑞丰天成东方长青永兴金石江海云帆"
INDUSTRIES = [
    "贸易",
    "科技",
    "机械",
    "纺织",
    "建筑工程",
    "餐饮管理",
    "物流",
    "电子",
    "化工",
    "食品",
    "信息技术",
]
FORMS = ["有限公司", "有限责任公司", "股份有限公司", "厂", "商店", "饭店", "合作社", "经营部"]
BRANCHES = [
    "分公司",
    "第一分公司",
    "营业部",
    "工会",
    "工会委员会",
    "第二门市部",
    "苏州办事处",
    "驻沪代表处",
]
TWINS = [("申", "甲"), ("华", "毕"), ("乾", "干"), ("昇", "升"), ("丰", "丯"), ("土", "士")]
INVISIBLE = [
    "\u200b",
    "\u200d",
    "\ufeff",
    "\u00ad",
    "\u202e",
    "\u2060",
    " ",
    "\u3000",
    "\t",
    "\u3164",
]
DICE = random.Random(SEED)
TRADITIONAL = OpenCC("s2t")


def make() -> list[str]:
    """A name as its parts: city, suffix, trade name, industry, legal form."""
    trade = "".join(DICE.sample(SYLLABLES, DICE.choice((2, 2, 3, 4))))
    place = [DICE.choice(CITIES), DICE.choice(DISTRICTS)]
    return [*place, trade, DICE.choice(INDUSTRIES), DICE.choice(FORMS)]


def other(words: list[str], word: str) -> str:
    return DICE.choice([one for one in words if one != word])


def invisible(parts: list[str]) -> str:
    chars = list("".join(parts))
    for _ in range(DICE.randint(1, 3)):
        chars.insert(DICE.randrange(len(chars) + 1), DICE.choice(INVISIBLE))
    return "".join(chars)


def wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


HARMLESS: dict[str, Callable[[list[str]], tuple[str, str]]] = {
    "traditional": lambda p: ("".join(p), TRADITIONAL.convert("".join(p))),
    "width": lambda p: ("".join(p) + "ab-1", "".join(p) + wide("AB-1")),
    "invisible": lambda p: ("".join(p), invisible(p)),
    "brackets": lambda p: (f"{p[0]}{p[2]}（集团）{p[4]}", f"{p[0]}{p[2]}【集团】{p[4]}"),
    "status": lambda p: (
        "".join(p),
        "".join(p) + DICE.choice(["(注销)", "（已吊销）", "[已注销]"]),
    ),
}


def one_off(parts: list[str]) -> tuple[str, str]:
    chars = list("".join(parts))
    at = DICE.randrange(len(chars))
    chars[at] = other(list(SYLLABLES), chars[at])
    return "".join(parts), "".join(chars)


def twin(parts: list[str]) -> tuple[str, str]:
    ours, theirs = DICE.choice(TWINS)
    tail = "".join(parts[2:])
    return f"{parts[0]}{ours}{tail}", f"{parts[0]}{theirs}{tail}"


def swapped(parts: list[str]) -> tuple[str, str]:
    p = [*parts[:2], parts[2][::-1], *parts[3:]]
    return "".join(parts), "".join(p)


HARMFUL: dict[str, Callable[[list[str]], tuple[str, str]]] = {
    "other city": lambda p: ("".join(p), "".join([other(CITIES, p[0]), *p[1:]])),
    "other city, traditional": lambda p: (
        "".join(p),
        TRADITIONAL.convert("".join([other(CITIES, p[0]), *p[1:]])),
    ),
    "one character off": one_off,
    "look-alike": twin,
    "swapped": swapped,
    "legal form": lambda p: ("".join(p), "".join([*p[:4], other(FORMS, p[4])])),
    "legal form, invisible": lambda p: ("".join(p), invisible([*p[:4], other(FORMS, p[4])])),
    "place left out": lambda p: ("".join(p), "".join(p[2:])),
    "place suffix": lambda p: (f"{p[0]}市{p[2]}{p[4]}", f"{p[0]}{p[2]}{p[4]}"),
    "branch": lambda p: ("".join(p), "".join(p) + DICE.choice(BRANCHES)),
    "two branches": lambda p: ("".join(p) + BRANCHES[1], "".join(p) + BRANCHES[5]),
    "industry": lambda p: ("".join(p), "".join([*p[:3], other(INDUSTRIES, p[3]), p[4]])),
    "bracket": lambda p: ("".join(p), f"{p[0]}{p[2]}({other(CITIES, p[0])}){p[3]}{p[4]}"),
    "ruined": lambda p: (f"{p[0]}\ufffd{p[2]}{p[4]}", f"{p[0]}\ufffd{p[2]}{p[4]}"),
}


@pytest.fixture(scope="module")
def judged() -> tuple[Counter[tuple[str, str]], list[tuple[str, str, str]], float]:
    """How often each kind got which decision, the wrong ones, and the CPU seconds taken."""
    kinds = [*HARMLESS.items(), *HARMFUL.items()]
    pairs = []
    for at in range(PAIRS):
        kind, made = kinds[at % len(kinds)]
        pairs.append((kind, *made(make())))
    counts: Counter[tuple[str, str]] = Counter()
    wrong = []
    start = time.process_time()
    for kind, ours, theirs in pairs:
        said = compare(ours, theirs).decision
        counts[kind, said] += 1
        if (said == "same") != (kind in HARMLESS) and (kind in HARMLESS or ours != theirs):
            wrong.append((kind, ours, theirs))
        if kind == "ruined" and said == "same":
            wrong.append((kind, ours, theirs))
    return counts, wrong, time.process_time() - start


def test_no_two_different_names_are_called_the_same(judged) -> None:
    assert [case for case in judged[1] if case[0] in HARMFUL] == []


def test_every_harmless_difference_is_seen_through(judged) -> None:
    assert [case for case in judged[1] if case[0] in HARMLESS] == []


def test_the_decision_fits_the_kind(judged) -> None:
    counts = judged[0]
    expected = {
        "other city": {"different"},
        "branch": {"branch"},
        "two branches": {"different"},
        "place left out": {"review"},
        "place suffix": {"review"},
        "look-alike": {"review"},
        "ruined": {"review"},
    }
    found = {kind: {said for k, said in counts if k == kind} for kind in expected}
    assert found == expected


def test_a_hundred_thousand_pairs_take_less_than_a_minute(judged) -> None:
    assert judged[2] < SECONDS


@pytest.mark.parametrize("kind", [*HARMLESS, *HARMFUL])
def test_the_order_of_the_two_does_not_matter(kind: str) -> None:
    made = {**HARMLESS, **HARMFUL}[kind]
    for _ in range(200):
        ours, theirs = made(make())
        assert compare(ours, theirs) == compare(theirs, ours), (ours, theirs)
