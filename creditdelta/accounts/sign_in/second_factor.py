"""Second factors as this house keeps them: secrets encrypted, names in both languages, the last one stays.

Clause  S70. The key lies in the home (keys/factors.key): the database alone opens no account.
"""

import base64
from io import BytesIO
from typing import Any

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.contrib.auth.base_user import AbstractBaseUser

from creditdelta.accounts.models import Account
from creditdelta.accounts.sign_in.standing import wants_second_factor
from creditdelta.accounts.sign_in.words import FACTOR_ERRORS, KEY_NAMES
from creditdelta.journal.home import key

_KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class Adapter(DefaultMFAAdapter):
    """Second factors for accounts."""

    error_messages = {**DefaultMFAAdapter.error_messages, **FACTOR_ERRORS}

    def encrypt(self, text: str) -> str:
        """A secret as it lies in the database."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again."""
        return _box().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """The picture that an authenticator app scans, without style or script."""
        target = BytesIO()
        code = segno.make(url, error="m")
        code.save(target, kind="svg", xmldecl=False, scale=5, light="#ffffff", lineclass=None)
        return target.getvalue().decode()

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Not the last one of an account whose posts demand one."""
        account = str(authenticator.user_id)
        others = Authenticator.objects.filter(user_id=account, type__in=_KINDS)
        return others.exclude(pk=authenticator.pk).exists() or not wants_second_factor(account)

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:
        """A first name for a key, which its owner may change."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return str(KEY_NAMES[0]) if not count else f"{KEY_NAMES[1]} {count + 1}"

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        """What a passkey is told of the account: its id, which tells nothing, and its login."""
        login = user.login if isinstance(user, Account) else ""
        return {"id": str(user.pk).encode(), "display_name": login, "name": login}


def has_factor(account: str) -> bool:
    """Whether an account has set up a second factor."""
    found: bool = Authenticator.objects.filter(user_id=account, type__in=_KINDS).exists()
    return found


def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(key("factors")))
