"""What `cdelta account` says."""

from creditdelta.kernel.errors import Lang

WORDS: dict[str, dict[Lang, str]] = {
    "not_first": {
        "zh": "已经有安全管理员；其他账户由管理员在网站上开通。",
        "en": "There is a security administrator already; other accounts are made on the site.",
    },
    "link": {
        "zh": "✓ 账户 {login}。请本人在 {hours} 小时内打开链接设置密码（只能用一次）：\n{address}",
        "en": "✓ account {login}. Its owner opens this link within {hours} hours; it works once:\n"
        "{address}",
    },
    "appointed": {"zh": "✓ 已任命 {login}，职务编号 {post}", "en": "✓ {login} holds post {post}"},
    "dismissed": {"zh": "✓ 已免去", "en": "✓ the post has ended"},
    "unlocked": {
        "zh": "✓ 已解除，原来在 {places} 处受限",
        "en": "✓ tries begin anew; held up or counted in {places} places before",
    },
    "unknown": {"zh": "没有账户「{login}」", "en": "there is no account {login!r}"},
    "disabled": {"zh": "停用", "en": "disabled"},
}
