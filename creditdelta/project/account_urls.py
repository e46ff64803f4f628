"""Routes of signing in and of one's own account, with the operation of each.

allauth's views are named one by one, under its names, so that none is there which was not chosen.
"""

from allauth.account import views as sign_in
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as keys

from creditdelta.accounts.gatekeeper import View
from creditdelta.accounts.portal import audit, console, own
from creditdelta.accounts.portal.demonstration import demo_accounts
from creditdelta.accounts.portal.link import set_password
from creditdelta.accounts.sign_in import oidc
from creditdelta.api_keys.portal.own import own_account

OWN, SIGN_IN = "account.own", "account.sign_in"
Row = tuple[str, View, str, str]

ROUTES: tuple[Row, ...] = (
    ("account/", own_account, "own_account", OWN),
    ("account/sessions/", own.sessions, "own_sessions", OWN),
    ("account/sign-in/", own.sign_in, "account_login", SIGN_IN),
    ("account/sign-out/", sign_in.logout, "account_logout", SIGN_IN),
    ("account/confirm/", sign_in.reauthenticate, "account_reauthenticate", OWN),
    ("account/password/", sign_in.password_change, "account_change_password", OWN),
    ("account/no-password/", own.no_password, "account_set_password", OWN),
    ("account/factors/", factors.index, "mfa_index", OWN),
    ("account/factors/sign-in/", factors.authenticate, "mfa_authenticate", SIGN_IN),
    ("account/factors/confirm/", factors.reauthenticate, "mfa_reauthenticate", OWN),
    ("account/factors/app/", app.activate_totp, "mfa_activate_totp", OWN),
    ("account/factors/app/remove/", app.deactivate_totp, "mfa_deactivate_totp", OWN),
    ("account/factors/codes/", codes.view_recovery_codes, "mfa_view_recovery_codes", OWN),
    (
        "account/factors/codes/new/",
        codes.generate_recovery_codes,
        "mfa_generate_recovery_codes",
        OWN,
    ),
    ("account/factors/keys/", keys.list_webauthn, "mfa_list_webauthn", OWN),
    ("account/factors/keys/add/", keys.add_webauthn, "mfa_add_webauthn", OWN),
    ("account/factors/keys/<int:pk>/name/", keys.edit_webauthn, "mfa_edit_webauthn", OWN),
    ("account/factors/keys/<int:pk>/remove/", own.remove_key, "mfa_remove_webauthn", OWN),
    (
        "account/factors/keys/confirm/",
        keys.reauthenticate_webauthn,
        "mfa_reauthenticate_webauthn",
        OWN,
    ),
    ("account/link/<str:secret>/", set_password, "account_link", SIGN_IN),
    ("account/passkey/", keys.login_webauthn, "mfa_login_webauthn", SIGN_IN),
    ("account/issuer/<str:provider_id>/", oidc.login, "openid_connect_login", SIGN_IN),
    ("account/turned-back/", own.cancelled, "socialaccount_login_cancelled", SIGN_IN),
    ("demo/accounts/", demo_accounts, "demo_accounts", "site.read"),
    ("console/accounts/", console.accounts, "console_accounts", "account.list"),
    ("console/accounts/new/", console.new, "console_new", "account.make"),
    ("console/accounts/<str:account>/", console.account, "console_account", "account.list"),
    ("console/accounts/<str:account>/keep/", console.keep, "console_keep", "account.make"),
    ("console/accounts/<str:account>/posts/", console.posts, "console_posts", "account.appoint"),
    ("console/sign-ins/", audit.sign_ins, "console_sign_ins", "sign_in.read"),
    ("console/appointments/", audit.appointments, "console_appointments", "appointment.read"),
)

# the address that an issuer knows: one for both languages
CALLBACK: Row = (
    "account/issuer/<str:provider_id>/callback/",
    oidc.callback,
    "openid_connect_callback",
    SIGN_IN,
)
