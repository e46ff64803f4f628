"""How do people sign in: sessions, cookies, passwords, second factors. Imported by settings.py.

The figures come from rulebook/policy (sessions.toml, lock.toml); environment: docs/settings.md.
"""

from typing import Any

from creditdelta.facade.today import today
from creditdelta.project.security_settings import TLS
from creditdelta.rulebook.lock import lock_on
from creditdelta.rulebook.sessions import sessions_on

# Cookies with `__Host-` go to this host only, over TLS only; plain names serve a trial on loopback.
_HOST = "__Host-" if TLS else ""
_sessions, _lock = sessions_on(today()), lock_on(today())

LOGIN_URL = "account_login"
AUTHENTICATION_BACKENDS = ["creditdelta.accounts.sign_in.backend.OfAccounts"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("UserAttributeSimilarityValidator", {"user_attributes": ("login", "email")}),
    )
]

SESSION_ENGINE = "creditdelta.accounts.sign_in.kept"
SESSION_COOKIE_NAME = f"{_HOST}session"
SESSION_COOKIE_AGE = _sessions.longest_minutes * 60
SESSION_COOKIE_SECURE = TLS
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = f"{_HOST}csrf"
CSRF_COOKIE_SECURE = TLS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "creditdelta.accounts.portal.own.not_from_here"
DEVICE_COOKIE_NAME = f"{_HOST}device"

# Counters and used codes are shared by all processes; nothing else is kept there.
CACHES: dict[str, Any] = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_counter",
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    }
}

ACCOUNT_ADAPTER = "creditdelta.accounts.sign_in.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}  # one field: a login name or an e-mail address
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = _sessions.fresh_minutes * 60
# Passwords are held up by creditdelta.accounts.sign_in.tries; `login_failed` is left to second factors.
ACCOUNT_RATE_LIMITS = {
    "login": f"{_lock.network_tries}/m/ip",
    "login_failed": f"{_lock.failures}/{_lock.window_minutes}m/key",
}

SOCIALACCOUNT_ADAPTER = "creditdelta.accounts.sign_in.oidc.Adapter"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_STORE_TOKENS = False

MFA_ADAPTER = "creditdelta.accounts.sign_in.second_factor.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "信用长三角"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not TLS
