"""What is reported about an invented organisation: penalties, licences, registrations, code maps.

Clause  S22, S31. Every record here is right; mistakes are planted afterwards (mistakes.py).
Data    world/words
Pure    a record is a dict of texts by meaning; forms.toml says under which heading each stands.
"""

from datetime import date, timedelta
from random import Random

from creditdelta.world import vocabulary
from creditdelta.world.organisations import Office, Organisation

Record = dict[str, str]

NOTE = "合成数据 SYNTHETIC"
PRESENT_LAW = date(2021, 8, 2)  # the penalty categories used here are those of the law since 2021
_DECISION_DAYS = 1_200
_YUAN_PER_WAN = 10_000


def penalty(
    rng: Random, about: Organisation, office: Office, running: int, decided: date | None = None
) -> Record:
    """One penalty: a fine, with or without confiscation or warning, or a mere warning."""
    offence = rng.choice(
        [x for x in vocabulary.offences() if x.department == office.department.name]
    )
    decided = decided or _decision_day(rng)
    return {
        **_counterpart(about),
        **_office(office),
        **_outcome(rng),
        "number": _number(office, "罚", decided, running),
        "offence": offence.kind,
        "facts": _facts(rng, offence.fact, decided),
        "basis": offence.basis,
        "decided": decided.isoformat(),
        "valid_until": (decided + timedelta(days=1095)).isoformat(),
        "published": (decided + timedelta(days=5)).isoformat(),
        "public_until": (decided + timedelta(days=365)).isoformat(),
        "case": f"{office.place.code}{running:06}",
        "procedure": rng.choice(["01", "02"]),
        "publicity": "公示中",
        "legacy_state": "0",
        "division": office.place.code,
        "stamp": (decided + timedelta(days=3)).isoformat(),
        "years": "1",
        "note": NOTE,
    }


def licence(
    rng: Random, about: Organisation, office: Office, running: int, decided: date | None = None
) -> Record:
    """One licence, valid for five years or without end."""
    kind = rng.choice([x for x in vocabulary.licences() if x.department == office.department.name])
    decided = decided or _decision_day(rng)
    end = rng.choice([decided.replace(year=decided.year + 5, day=min(decided.day, 28)), None])
    return {
        **_counterpart(about),
        **_office(office),
        "title": kind.title,
        "number": _number(office, "许可", decided, running),
        "licence_category": kind.category,
        "certificate": kind.certificate,
        "certificate_number": f"JY{office.place.code}{running:06}",
        "content": kind.content,
        "decided": decided.isoformat(),
        "valid_from": decided.isoformat(),
        "valid_until": end.isoformat() if end else "2099-12-31",
        "state": "1",
        "legacy_state": "0",
        "division": office.place.code,
        "stamp": (decided + timedelta(days=3)).isoformat(),
        "note": NOTE,
    }


def registration(rng: Random, about: Organisation) -> Record:
    """The entry of the organisation in the register of its place."""
    capital = rng.choice([10, 50, 100, 200, 500, 1000, 3000])
    return {
        **_counterpart(about),
        "type": _type(about),
        "status": rng.choices(["存续", "在业", "注销", "吊销"], [80, 12, 6, 2])[0],
        "capital": f"{capital}万元人民币",
        "currency": "人民币",
        "established": about.founded.isoformat(),
        "approved": (about.founded + timedelta(days=rng.randrange(400))).isoformat(),
        "term_to": "9999-12-31",
        "registrar": about.place.name + "市场监督管理局",
        "industry": about.industry,
        "industry_code": about.industry_code,
        "address": f"{about.place.name}示例路{rng.randrange(1, 999)}号",
        "division": about.place.code,
        "scope": f"{about.industry}的生产、销售与服务（{NOTE}）",
    }


def code_map(about: Organisation) -> Record:
    """The older numbers of one organisation beside its unified code."""
    return {
        "name": about.name,
        "uscc": about.uscc,
        "registration_number": about.registration_number,
        "organisation_code": about.organisation_code,
        "tax_number": about.uscc,
    }


def _counterpart(about: Organisation) -> Record:
    return {
        "name": about.name,
        "class": "个体工商户" if about.sole_trader else "法人及非法人组织",
        "uscc": about.uscc,
        "registration_number": about.registration_number,
        "organisation_code": about.organisation_code,
        "tax_number": about.uscc,
        "representative": about.representative,
    }


def _office(office: Office) -> Record:
    return {
        "authority": office.name,
        "authority_code": office.code,
        "source_code": office.code,
    }


def _type(about: Organisation) -> str:
    by_kind = {"92": "个体工商户", "93": "农民专业合作社", "51": "社会团体", "52": "民办非企业单位"}
    return by_kind.get(about.uscc[:2], "有限责任公司")


def _decision_day(rng: Random) -> date:
    return PRESENT_LAW + timedelta(days=rng.randrange(_DECISION_DAYS))


def _number(office: Office, what: str, decided: date, running: int) -> str:
    return (
        f"（{office.place.district}{office.department.mark}）{what}〔{decided.year}〕{running:06}号"
    )


def _facts(rng: Random, core: str, decided: date) -> str:
    opening, objects, evidence = (
        rng.choice(vocabulary.phrases(name)) for name in ("opening", "objects", "evidence")
    )
    seen = decided - timedelta(days=rng.randrange(20, 90))
    many = rng.randrange(2, 5000)
    worth = rng.randrange(100, 90_000)
    return f"{opening}，{seen.isoformat()}{core}{objects}{many}件，货值金额{worth}元，{evidence}。"


def _outcome(rng: Random) -> Record:
    kind = rng.choices(
        ["罚款", "警告;罚款", "罚款;没收违法所得", "警告", "通报批评"], [55, 15, 15, 10, 5]
    )
    category = kind[0]
    if "罚款" not in category:
        return {"category": category, "content": f"给予{category}，责令改正违法行为"}
    fine = rng.randrange(2, 900) * 100
    found = {"category": category, "fine_yuan": str(fine), "fine": wan(fine)}
    content = f"罚款人民币{fine}元"
    if "没收" in category:
        gain = rng.randrange(2, 300) * 100
        found |= {"confiscated_yuan": str(gain), "confiscated": wan(gain)}
        content = f"没收违法所得{gain}元；{content}"
    return {**found, "content": content}


def wan(yuan: int) -> str:
    """Yuan as 万元 without needless noughts.

    >>> wan(2000), wan(120000)
    ('0.2', '12')
    """
    return f"{yuan // _YUAN_PER_WAN}.{yuan % _YUAN_PER_WAN:04}".rstrip("0").rstrip(".")
