"""How an organisation looks in a terminal and in a line of JSON."""

from typing import TYPE_CHECKING, Any

import click

from creditdelta.kernel.errors import Lang

if TYPE_CHECKING:
    from creditdelta.records.questions import Question
    from creditdelta.subjects.finding import Found
    from creditdelta.subjects.judgements import Standing
    from creditdelta.subjects.rules import Portrait

LIFE = {"alive": ("存续", "alive"), "revoked": ("吊销", "revoked"), "gone": ("注销", "gone")}
MATCHED = {
    "code": ("代码", "code"),
    "older_number": ("旧号码", "older number"),
    "name": ("名称", "name"),
    "former_name": ("曾用名", "former name"),
    "part_of_name": ("名称的一部分", "part of the name"),
}
WAITS = {
    "unconfirmed": ("代码未经登记确认", "no register confirms the code"),
    "misnamed": ("名称与该主体从未一致", "a name the organisation never bore"),
    "unknown": ("旧号码无对应代码", "the older number leads to no code"),
    "ambiguous": ("旧号码对应多个主体", "the older number is several organisations'"),
}
SCHEMES = {
    "uscc": ("统一社会信用代码", "unified code"),
    "organisation_code": ("组织机构代码", "organisation code"),
    "registration_number": ("注册号", "registration number"),
    "tax_number": ("税号", "tax number"),
    "name": ("名称", "name"),
}
VERDICTS = {
    "same": ("名称相同", "same name"),
    "former_name": ("前后名称", "former name"),
    "branch": ("分支机构", "branch"),
    "review": ("近似", "close"),
    "different": ("不同", "different"),
    "never": ("不予比对", "not compared"),
}


def word(words: dict[str, tuple[str, str]], key: str, lang: Lang) -> str:
    """A word in the language asked for."""
    found = words.get(key)
    return key if found is None else found[lang == "en"]


def visible(text: str) -> str:
    """Nothing in a name may steer the terminal."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def line_of(found: "Found", code: str, scheme: str, portrait: "Portrait | None") -> dict[str, Any]:
    """One organisation found, as JSON."""
    return {
        "code": code,
        "scheme": scheme,
        "name": portrait.name if portrait else "",
        "former_names": list(portrait.former) if portrait else [],
        "status": portrait.status if portrait else "",
        "confirmed": portrait is not None,
        "matched": found.matched,
        "via": found.via,
    }


def judgement_line(one: "Standing", *, stale: bool) -> dict[str, Any]:
    """A judgement that stands, as JSON."""
    return {
        "judgement": one.id.hex(),
        "kind": one.kind,
        "code": one.code,
        "of": one.other_code,
        "since": one.since.isoformat() if one.since else None,
        "ground": one.ground,
        "act_number": one.act_number,
        "actor": one.actor,
        "made_at": one.made_at.isoformat(),
        "stale": stale,
    }


def question_line(asked: "Question") -> dict[str, Any]:
    """A question to officers, as JSON. Codes are shown, ids of names go to `subject link`."""
    return {
        "region": asked.about.region,
        "scheme": asked.about.scheme,
        "code": asked.about.code,
        "name": asked.name,
        "waits_for": asked.about.wait,
        "rows": asked.about.rows,
        "candidates": [
            {
                "code": one.code,
                "name": one.name,
                "because": one.because,
                "verdict": one.verdict,
            }
            for one in asked.candidates
        ],
    }


def show_question(asked: "Question", lang: Lang) -> None:
    """A question and its candidates, a line each."""
    count = f"{asked.about.rows:,} 行" if lang == "zh" else f"{asked.about.rows:,} rows"
    scheme, why = word(SCHEMES, asked.about.scheme, lang), word(WAITS, asked.about.wait, lang)
    click.echo(f"{why}\t{scheme} {asked.about.code}\t{visible(asked.name)}\t{count}")
    for one in asked.candidates:
        verdict = word(VERDICTS, one.verdict, lang)
        click.echo(f"  ? {one.code}\t{visible(one.name)}\t{verdict}")
