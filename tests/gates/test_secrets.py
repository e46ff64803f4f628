"""No secret lies in the repository: no private key, no token, no password in an address."""

import re
from pathlib import Path

SHAPES = {
    "a private key": r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----",
    "a cloud key": r"\b(?:AKIA|ASIA|LTAI|AIza)[0-9A-Za-z_-]{14,}",
    "a token of a code host": r"\b(?:gh[pousr]_[0-9A-Za-z]{30,}|glpat-[0-9A-Za-z_-]{18,})",
    "a token of a chat or registry": r"\b(?:xox[abprs]-[0-9A-Za-z-]{10,}|(?:npm|pypi)[_-][0-9A-Za-z_-]{30,})",
    "a signed token": r"\beyJ[0-9A-Za-z_-]{15,}\.eyJ[0-9A-Za-z_-]{15,}\.[0-9A-Za-z_-]{15,}",
    "an API key of ours": r"\bcd1_[0-9a-f]{16}_[A-Za-z0-9_-]{43}",
    "a password in an address": r"\b[a-z][a-z0-9+]*://[^\s:/@'\"<>{}]+:[^\s:/@'\"<>{}]+@[\w.-]+",
    "a secret given a value": r"(?i)\b(?:secret_key|client_secret|api_key|passwd)\s*[=:]\s*"
    r"[\"'][^\"'\s{}]{12,}[\"']",
}
PATTERN = {kind: re.compile(shape) for kind, shape in SHAPES.items()}
FILES = re.compile(
    r"\.(?:key|pem|p12|pfx|jks|keystore|sqlite3?|env)$|(?:^|/)\.env|id_(?:rsa|ed25519)"
)


# The golden ledger's keys repeat one byte and are used nowhere else (tests/golden/make.py).
KNOWN_TO_ALL = re.compile("/".join(("^tests", "golden", "home", "keys", r"\w+\.key$")))


def secrets_in(text: str) -> list[str]:
    """What kinds of secret a text seems to hold."""
    return [kind for kind, pattern in PATTERN.items() if pattern.search(text)]


def test_the_repository_holds_no_secret(texts: dict[str, str]) -> None:
    own = "tests/gates/test_secrets.py"
    found = {path: kinds for path, text in texts.items() if (kinds := secrets_in(text))}
    assert {path: kinds for path, kinds in found.items() if path != own} == {}


def test_no_file_is_a_place_of_secrets(root: Path, tracked: list[Path]) -> None:
    names = [file.relative_to(root).as_posix() for file in tracked]
    assert [name for name in names if FILES.search(name) and not KNOWN_TO_ALL.search(name)] == []


def test_the_golden_keys_are_known_to_all(root: Path) -> None:
    for file in (root / "tests" / "golden" / "home" / "keys").glob("*.key"):
        assert len(set(bytes.fromhex(file.read_text()))) == 1, file.name


def test_a_secret_would_be_seen() -> None:
    planted = {
        "a private key": "-----BEGIN EC " + "PRIVATE KEY-----",
        "a cloud key": "AKIA" + "ABCDEFGHIJKLMNOP",
        "a token of a code host": "ghp_" + "a" * 36,
        "a token of a chat or registry": "xoxb-" + "1234567890-abc",
        "a signed token": ".".join(("eyJ" + "a" * 20, "eyJ" + "b" * 20, "c" * 20)),
        "an API key of ours": "cd1_" + "0" * 16 + "_" + "s" * 43,
        "a password in an address": "postgres://user:" + "hunter2@db.example/name",
        "a secret given a value": 'SECRET_KEY = "' + "k" * 20 + '"',
    }
    assert planted.keys() == PATTERN.keys()
    for kind, text in planted.items():
        assert secrets_in(text) == [kind]
    assert FILES.search("keys/signing.key")
    assert not secrets_in("postgres://user@host/name")
