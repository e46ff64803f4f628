"""What are answers and states of a list called? For pages and programs alike.

Clause  S30.
"""

from creditdelta.kernel.errors import Words

STATES = {
    "waiting": Words("等待查询", "waiting"),
    "working": Words("正在查询", "being answered"),
    "done": Words("已查完", "answered"),
    "ended": Words("已删除", "removed"),
}
MATCHES = {
    "exact": Words("代码相符", "by its code"),
    "legacy": Words("按旧号码查到", "by an older number"),
    "name": Words("名称相符", "by its name"),
    "former_name": Words("按曾用名查到", "by a former name"),
    "candidates": Words("只有近似的，请人工核对", "only candidates; please look"),
    "unknown": Words("没有查到", "unknown"),
    "person": Words("疑为自然人，未收未查", "looks like a person; not kept, not looked for"),
}
