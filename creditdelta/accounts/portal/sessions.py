"""A session as its owner sees it: since when, last used when, and how it began."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from creditdelta.accounts.models import KeptSession
from creditdelta.accounts.sign_in.standing import way_of
from creditdelta.kernel.errors import Words

WAYS = {
    "password": Words("密码", "password"),
    "totp": Words("验证器应用", "authenticator app"),
    "webauthn": Words("通行密钥", "passkey"),
    "recovery_codes": Words("恢复码", "recovery code"),
    "oidc": Words("统一身份认证", "issuer of identities"),
    "link": Words("设置密码的链接", "link to set a password"),
    "session": Words("会话", "session"),
}
_ID_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Listed:
    """One row; `id` stands for the key, which no page tells."""

    id: str
    began_at: datetime
    seen_at: datetime
    way: Words
    here: bool


def listed(row: KeptSession, here: str | None) -> Listed:
    """A session's row; `here`: the key of the session that asks."""
    shown: list[dict[str, Any]] = row.get_decoded().get("account_authentication_methods", [])
    return Listed(
        id=sha256(row.session_key.encode()).hexdigest()[:_ID_DIGITS],
        began_at=row.began_at,
        seen_at=row.seen_at,
        way=WAYS[way_of(shown)],
        here=row.session_key == here,
    )
