"""How is this deployment set up? One file, read once, strict about what it finds in the environment.

Settings: docs/settings.md. Without DATABASE_URL the embedded database of the home is used.
"""

import os
from typing import Any

import dj_database_url

from creditdelta.journal.home import home

DEBUG = False
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
LANGUAGE_CODE = "zh-hans"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASE_ROUTERS = ["creditdelta.journal.database.Router"]

INSTALLED_APPS = [
    "creditdelta.journal",
    "creditdelta.subjects",
    "creditdelta.records",
    "creditdelta.intake",
]

# WAL lets readers go on while one writes; FULL flushes every commit to the disk, because an answer
# "accepted" must outlive a power failure. The write lock is taken at the beginning of a change.
EMBEDDED_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
        "PRAGMA journal_size_limit=67108864;PRAGMA temp_store=MEMORY;PRAGMA cache_size=-65536"
    ),
}


def embedded(path: str) -> dict[str, Any]:
    """The settings of an embedded database in a file."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": dict(EMBEDDED_OPTIONS),
    }


def _default() -> dict[str, Any]:
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        return embedded(str(home() / "ledger.sqlite3"))
    found = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    return embedded(str(found["NAME"])) if "sqlite" in str(found["ENGINE"]) else found


DATABASES = {"default": _default()}
