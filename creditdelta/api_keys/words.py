"""What is said of API keys: how they stand, and why something is not done."""

from creditdelta.api_keys.rules import State, Why
from creditdelta.kernel.errors import Words

STATES: dict[State, tuple[str, Words]] = {
    "works": ("done", Words("可用", "works")),
    "ending": ("attention", Words("可用，已有新密钥取代", "works; a new one takes its place")),
    "waiting": ("waiting", Words("尚未起用", "not yet")),
    "expired": ("plain", Words("已到期", "expired")),
    "ended": ("plain", Words("已吊销", "revoked")),
    "post": ("attention", Words("不可用：职务已结束", "does not work: its post has ended")),
    "account": ("attention", Words("不可用：账户已停用", "does not work: its account is disabled")),
}
WHYS: dict[Why, Words] = {
    "account": Words("没有这个账户，或已停用", "there is no such account, or it is disabled"),
    "post": Words("账户没有这个在任的职务", "the account holds no such post today"),
    "scopes": Words(
        "有的操作这个职务不能用密钥办理",
        "one of these operations is not done with a key of this post",
    ),
    "days": Words(
        "截止日须在今天之后，且不超过最长期限",
        "the last day is today or later, and within the longest term",
    ),
    "label": Words(
        "请用几个字写明哪个程序使用它，不要写电话或证件号码",
        "say in a few words which program uses it; no telephone or personal number",
    ),
    "many": Words(
        "可用的密钥已达上限，请先吊销不用的",
        "the account has as many keys as it may; first revoke one that is not used",
    ),
    "gone": Words("没有这个密钥，或已经失效", "there is no such key, or it has ended"),
    "ground": Words("没有这种理由", "there is no such ground"),
    "overlap": Words(
        "并行天数超出限制，或旧密钥更早就失效",
        "the two overlap for too long, or the old one ends earlier",
    ),
}
