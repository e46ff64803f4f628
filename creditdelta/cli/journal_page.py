"""How the journal and what was found in it look in a terminal."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from creditdelta.kernel.errors import Lang

if TYPE_CHECKING:
    from creditdelta.journal.models import Event
    from creditdelta.journal.verifying import Alteration

Words = dict[Lang, str]
WHOLE: Words = {
    "zh": "✓ {events:,} 个事件、{checkpoints} 个检查点，未发现改动\n  树根 {root}",
    "en": "✓ {events:,} events, {checkpoints} checkpoints, nothing altered\n  root {root}",
}
ALTERED: Words = {
    "zh": "✗ {events:,} 个事件、{checkpoints} 个检查点，发现改动。请停止写入，"
    "保全现场，从备份恢复：cdelta restore",
    "en": "✗ {events:,} events, {checkpoints} checkpoints, something was altered. Stop writing, keep "
    "everything as it is, restore from a backup: cdelta restore",
}
NO_CHECKPOINT: Words = {
    "zh": "  尚无检查点：库主改动无从发现。请执行 cdelta journal checkpoint，并设置 CREDITDELTA_WITNESS。",
    "en": "  No checkpoint yet: whoever owns the database could alter it unseen. Run "
    "cdelta journal checkpoint, and set CREDITDELTA_WITNESS.",
}
_WHAT: dict[str, Words] = {
    "altered": {"zh": "内容被改", "en": "altered"},
    "missing": {"zh": "缺失", "en": "missing"},
    "inserted": {"zh": "插入", "en": "inserted"},
    "misplaced": {"zh": "次序被改", "en": "misplaced"},
    "rewritten": {"zh": "与检查点不符（其中）", "en": "not what was signed (among)"},
    "cut": {"zh": "末尾被截", "en": "cut off"},
    "head": {"zh": "树顶与事件不符", "en": "stored peaks are not of these events"},
    "unclear": {"zh": "检查点无法辨认", "en": "a checkpoint that is none of ours"},
}
POOL: Words = {
    "zh": "✓ 资源池与日志一致，各表可由日志重建",
    "en": "✓ The pool is what the journal says, and every table follows from it",
}
POOL_FAULT: Words = {"zh": "✗ 资源池 {fault}", "en": "✗ pool: {fault}"}
TABLES: Words = {
    "zh": "✗ 与日志不符的表：{tables}",
    "en": "✗ Tables that do not follow from the journal: {tables}",
}
REBUILT: Words = {
    "zh": "重放 {events:,} 个事件，重建摘要 {rebuilt}",
    "en": "{events:,} events played; digest of the rebuilt ledger {rebuilt}",
}
EQUAL: Words = {"zh": "✓ 与现库逐表一致。", "en": "✓ Every table equals the live one."}
DIFFERENT: Words = {
    "zh": "✗ 与现库不一致的表：{tables}。现库摘要 {live}。请停止写入，从备份恢复并查明原因。",
    "en": "✗ Tables that differ from the live ones: {tables}. Live digest {live}. Stop writing, "
    "restore from a backup and find out why.",
}
EXPORTED: Words = {
    "zh": "✓ 已导出 {file}。核验：python -m creditdelta.journal.verify_file {file}",
    "en": "✓ Written: {file}. Verify: python -m creditdelta.journal.verify_file {file}",
}
SIGNED: Words = {
    "zh": "✓ 已签存 {size:,} 个事件，树根 {root}",
    "en": "✓ {size:,} events signed, root {root}",
}
MISSED: Words = {
    "zh": "  以下见证目录写不进去，下次签存时补写：{places}",
    "en": "  These witness folders were out of reach and get it next time: {places}",
}
NOTHING: Words = {"zh": "日志为空，无可签存。", "en": "The journal is empty; nothing to sign."}
REWRITTEN: Words = {
    "zh": "✗ 日志不是第 {size} 号检查点的延续，不予签存。请执行 cdelta journal verify。",
    "en": "✗ The journal does not extend the checkpoint of size {size}; not signed. Run "
    "cdelta journal verify.",
}


def as_dict(found: "Alteration") -> dict[str, object]:
    """An alteration as a machine is told of it."""
    return {name: value for name, value in asdict(found).items() if value != ""}


def verdict(told: dict[str, Any], lang: Lang) -> str:
    """The journal's verdict, and where anything was altered."""
    altered = told["alterations"]
    lines = [(ALTERED if altered else WHOLE)[lang].format(**told)]
    for one in altered:
        places = (
            f"{one['first']:,}"
            if one["first"] == one["last"]
            else "{first:,}-{last:,}".format(**one)
        )
        lines.append(f"  {_WHAT[one['what']][lang]}  {places}  {one.get('detail', '')}".rstrip())
    if not told["checkpoints"]:
        lines.append(NO_CHECKPOINT[lang])
    lines += [POOL_FAULT[lang].format(fault=fault) for fault in told.get("pool", ())]
    if told.get("tables"):
        lines.append(TABLES[lang].format(tables=", ".join(told["tables"])))
    if told.get("equal") and not told["pool"]:
        lines.append(POOL[lang])
    return "\n".join(lines)


def rebuilt(told: dict[str, Any], lang: Lang) -> str:
    """What a rebuild gave."""
    return REBUILT[lang].format(**told)


def compared(told: dict[str, Any], lang: Lang) -> str:
    """What a rebuild gave, and whether it is what lives."""
    verdict = EQUAL if told["equal"] else DIFFERENT
    tables = ", ".join(told["tables"])
    return f"{REBUILT[lang]}\n{verdict[lang]}".format(**{**told, "tables": tables})


def signed(told: dict[str, Any], lang: Lang) -> str:
    """What was signed, and who could not be told."""
    lines = [SIGNED[lang].format(**told)]
    if told["missed"]:
        lines.append(MISSED[lang].format(places=", ".join(told["missed"])))
    return "\n".join(lines)


def event(found: "Event") -> dict[str, object]:
    """An event as a machine is told of it."""
    return {
        "number": found.number,
        "kind": found.kind,
        "version": found.version,
        "region": found.region,
        "origin": found.origin,
        "actor": found.actor,
        "recorded_at": found.recorded_at.isoformat(),
        "leaf": bytes(found.leaf).hex() if found.leaf else None,
        "body": json.loads(found.body),
    }


def event_line(told: dict[str, Any]) -> str:
    """An event on one line."""
    number = "-" if told["number"] is None else told["number"]
    body = json.dumps(told["body"], ensure_ascii=False)
    at, who = told["recorded_at"][:19], told["actor"]
    return f"{number:>8}  {at}  {told['region']}  {who}  {told['kind']}/{told['version']}  {body}"
