"""How is this deployment set up? One file, read once, strict about what it finds in the environment.

Settings: docs/settings.md. Without DATABASE_URL the embedded database of the home is used.
"""

import os
from typing import Any

import dj_database_url

from creditdelta.journal.home import home
from creditdelta.project.mail_server import from_environment
from creditdelta.project.security_settings import *  # noqa: F403 - settings are names of one module
from creditdelta.project.security_settings import site_secrets
from creditdelta.project.sign_in_settings import *  # noqa: F403 - the same
from creditdelta.webhooks.addresses import networks_of

DEBUG = False
SECRET_KEY, *SECRET_KEY_FALLBACKS = site_secrets()
_MAIL = from_environment()
MAIL_SERVER: str = _MAIL["MAIL_SERVER"]
globals().update(_MAIL)  # EMAIL_HOST and its like
WEBHOOK_NETWORKS = networks_of(os.environ.get("CREDITDELTA_WEBHOOK_NETWORKS", ""))
SITE_ADDRESS = os.environ.get("CREDITDELTA_SITE", "")  # printed on letters and sent in mails
ROOT_URLCONF = "creditdelta.project.urls"
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASE_ROUTERS = ["creditdelta.journal.database.Router"]

AUTH_USER_MODEL = "accounts.Account"

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django_htmx",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "creditdelta.pages",
    "creditdelta.handbook",
    "creditdelta.journal",
    "creditdelta.accounts",
    "creditdelta.api",
    "creditdelta.api_keys",
    "creditdelta.lookups",
    "creditdelta.subjects",
    "creditdelta.records",
    "creditdelta.consent",
    "creditdelta.notices",
    "creditdelta.intake",
    "creditdelta.search",
    "creditdelta.archive",
    "creditdelta.cities",
    "creditdelta.representation",
    "creditdelta.questions",
    "creditdelta.lists",
    "creditdelta.repair",
    "creditdelta.uploads",
    "creditdelta.quality",
    "creditdelta.contributions",
    "creditdelta.inbox",
    "creditdelta.feed",
    "creditdelta.webhooks",
    "creditdelta.screening",
]

MIDDLEWARE = [
    "creditdelta.project.hot_reads.hot_reads",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # no page carries a secret that its size could betray
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "creditdelta.accounts.sign_in.seen.keep",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES = [
    {
        "NAME": "sign_in",
        "BACKEND": "creditdelta.accounts.sign_in.templates.ReadersLanguage",
        "APP_DIRS": False,
        "OPTIONS": {},
    },
    *(
        {
            "NAME": language,
            "BACKEND": "django.template.backends.jinja2.Jinja2",
            "APP_DIRS": True,
            "OPTIONS": {"environment": f"creditdelta.pages.environment.{environment}"},
        }
        for language, environment in (("zh", "in_chinese"), ("en", "in_english"))
    ),
]

STATIC_URL = "/static/"
STATIC_ROOT = home() / "static"
_COLLECTED = (STATIC_ROOT / "staticfiles.json").is_file()  # `cdelta serve` lays them out
_STATIC = (
    "whitenoise.storage.CompressedManifestStaticFilesStorage"
    if _COLLECTED
    else "django.contrib.staticfiles.storage.StaticFilesStorage"
)
STORAGES = {"staticfiles": {"BACKEND": _STATIC}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "creditdelta.pages.error_log.WithoutNumbers",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
            "datefmt": "%Y-%m-%dT%H:%M:%S%z",
        }
    },
    "filters": {"failures": {"()": "creditdelta.pages.error_log.OnlyFailures"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["failures"],
        }
    },
    "loggers": {"django": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}

# A connection is used for many requests: to open one costs more than most answers.
CONNECTED_SECONDS = 60

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
        "CONN_MAX_AGE": CONNECTED_SECONDS,
        "OPTIONS": dict(EMBEDDED_OPTIONS),
    }


def database(url: str) -> dict[str, Any]:
    """The settings of the database at an address; without one, of the home's own."""
    if not url:
        return embedded(str(home() / "ledger.sqlite3"))
    found: dict[str, Any] = dict(
        dj_database_url.parse(url, conn_max_age=CONNECTED_SECONDS, conn_health_checks=True)
    )
    if "sqlite" in str(found["ENGINE"]):
        return embedded(str(found["NAME"]))
    # Short questions whose plans look dear: compiling one takes longer than answering it.
    found["OPTIONS"] = {"options": "-c jit=off", **found.get("OPTIONS", {})}
    return found


DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""))}
