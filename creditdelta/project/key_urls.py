"""Routes of API keys, with the operation of each."""

from creditdelta.accounts.gatekeeper import View
from creditdelta.api_keys.portal import console, own

Row = tuple[str, View, str, str]
OWN, ISSUE, ANY = "api_key.own", "api_key.issue", "api_key.any"

ROUTES: tuple[Row, ...] = (
    ("account/keys/", own.own_keys, "own_keys", OWN),
    ("account/keys/new/", own.own_key_new, "own_key_new", ISSUE),
    ("account/keys/<str:key>/", own.own_key, "own_key", OWN),
    ("account/keys/<str:key>/replace/", own.own_key_replace, "own_key_replace", ISSUE),
    ("account/keys/<str:key>/revoke/", own.own_key_revoke, "own_key_revoke", OWN),
    ("console/keys/", console.console_keys, "console_keys", ANY),
    ("console/keys/<str:key>/", console.console_key, "console_key", ANY),
)
