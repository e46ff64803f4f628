"""Who can sign in, and which posts an account holds. An account is a login; it says nothing of a person.

Clause  S6, S70. Accounts are kept as they are; posts are made of events.
"""

import secrets
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

ID_BYTES = 16


def fresh_id() -> str:
    """An id that tells nothing: 32 hexadecimal digits."""
    return secrets.token_hex(ID_BYTES)


class Account(AbstractBaseUser):
    """A login of an officer or a representative. No name, number or telephone has a place here."""

    id = models.TextField(primary_key=True, default=fresh_id, editable=False)
    login = models.TextField(unique=True)
    email = models.TextField(blank=True, default="")
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = BaseUserManager()

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.id


class _Wanted(models.Model):
    """A role, for an office or an organisation, in a region and a sector."""

    id = models.BinaryField(primary_key=True)
    account = models.TextField(db_index=True)
    role = models.TextField()
    office = models.TextField(blank=True)
    region = models.TextField(blank=True)  # the division of its province; "" where it has none
    sector = models.TextField(blank=True)
    subject = models.BinaryField(null=True)
    since = models.DateField()
    until = models.DateField(null=True)  # its last day

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.role} {self.office}"


class Post(_Wanted):
    """An account acts in a role, for an office or an organisation, in a region and a sector."""

    appointed_by = models.TextField()
    appointed_at = models.DateTimeField()
    dismissed_by = models.TextField(blank=True)
    dismissed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["subject"], name="accounts_post_subject")]


class Proposal(_Wanted):
    """A post that waits for the word of a second person, under the id the post would have."""

    proposed_by = models.TextField()
    proposed_at = models.DateTimeField()
    settled_by = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True)


class KeptSession(AbstractBaseSession):
    """Somebody is signed in on a browser. Neither address nor browser is written down."""

    account = models.TextField(blank=True, db_index=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.account

    @classmethod
    def get_session_store_class(cls) -> type[Any]:
        """What reads and writes the rows."""
        from creditdelta.accounts.sign_in.kept import SessionStore

        return SessionStore


class SignIn(models.Model):
    """A try to sign in, or an end of it. What was typed is not kept.

    `key`: a keyed digest of the login with device or network. `account`: "" where no login fitted.
    """

    at = models.DateTimeField(db_index=True)
    account = models.TextField(blank=True)
    key = models.BinaryField()
    way = models.TextField()
    result = models.TextField()

    class Meta:
        indexes = [
            models.Index(fields=["key", "at"], name="accounts_signin_key"),
            models.Index(fields=["account", "at"], name="accounts_signin_account"),
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.result}"


class Counter(models.Model):
    """The rows of the shared cache: limits on tries, codes that were used. Each passes by itself."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.cache_key
